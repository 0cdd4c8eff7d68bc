using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Alerts;

/// <summary>Encoding of a <see cref="Heartbeat"/> inside a command: 1 source, 2 through.</summary>
internal static class HeartbeatCodec
{
    private const int Source = 1;
    private const int Through = 2;

    public static void Write(ProtoWriter writer, Heartbeat heartbeat)
    {
        writer.WriteText(Source, heartbeat.Source);
        AlertTime.Write(writer, Through, heartbeat.Through);
    }

    public static Heartbeat Read(scoped ref ProtoReader reader)
    {
        var source = "";
        var through = DateTimeOffset.UnixEpoch;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Source: source = reader.ReadText(); break;
                case Through: through = AlertTime.Read(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        if (source.Length == 0) reader.Fail(WireError.MissingField);
        return new(source, through);
    }
}
