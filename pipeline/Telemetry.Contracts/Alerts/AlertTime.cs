using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Alerts;

/// <summary>Times of alert commands: units of 100 ns since 1970. Alert sources write more than milliseconds, and receivers are told what they wrote.</summary>
public static class AlertTime
{
    /// <summary>Writes a time.</summary>
    public static void Write(ProtoWriter writer, int field, DateTimeOffset time) =>
        writer.WriteInt64(field, time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks);

    /// <summary>Reads a time; one that no calendar has is a failure.</summary>
    public static DateTimeOffset Read(scoped ref ProtoReader reader)
    {
        var sinceEpoch = reader.ReadInt64();
        var isTime = sinceEpoch >= DateTimeOffset.MinValue.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks
            && sinceEpoch <= DateTimeOffset.MaxValue.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        if (isTime) return DateTimeOffset.UnixEpoch.AddTicks(sinceEpoch);
        reader.Fail(WireError.ValueOutOfRange);
        return DateTimeOffset.UnixEpoch;
    }
}
