using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Grouping;

/// <summary>How far the engine has come.</summary>
/// <param name="Looked">Until when all groups that were due were looked at.</param>
/// <param name="Applied">When another plan was applied last.</param>
internal sealed record EngineTimes(DateTimeOffset Looked, DateTimeOffset Applied)
{
    private const int LookedField = 1;
    private const int AppliedField = 2;

    /// <summary>Writes the times into the message at hand.</summary>
    public void Write(ProtoWriter writer)
    {
        AlertTime.Write(writer, LookedField, Looked);
        AlertTime.Write(writer, AppliedField, Applied);
    }

    /// <summary>Reads the times to the end of the message.</summary>
    public static EngineTimes Read(scoped ref ProtoReader reader)
    {
        DateTimeOffset looked = default, applied = default;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case LookedField: looked = AlertTime.Read(ref reader); break;
                case AppliedField: applied = AlertTime.Read(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return new(looked, applied);
    }
}
