using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Incidents;

/// <summary>Encoding of one <see cref="RootCandidate"/> inside an <see cref="IncidentRecord"/>.</summary>
internal static class RootCandidateCodec
{
    private static class Fields
    {
        public const int Component = 1;
        public const int Cause = 2;
        public const int Probability = 3;
    }

    public static void Write(ProtoWriter writer, RootCandidate root)
    {
        writer.WriteText(Fields.Component, root.Component);
        writer.WriteText(Fields.Cause, root.Cause);
        writer.WriteDouble(Fields.Probability, root.Probability);
    }

    public static RootCandidate Read(scoped ref ProtoReader reader)
    {
        string component = "", cause = "";
        var probability = 0.0;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Component: component = reader.ReadText(); break;
                case Fields.Cause: cause = reader.ReadText(); break;
                case Fields.Probability: probability = reader.ReadDouble(); break;
                default: reader.Skip(); break;
            }
        }

        if (component.Length == 0) reader.Fail(WireError.MissingField);
        return new RootCandidate(component, cause, probability);
    }
}
