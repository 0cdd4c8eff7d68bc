using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>Reads <c>google.protobuf.Timestamp</c>.</summary>
internal static class Timestamps
{
    private const double NanosPerSecond = 1e9;

    /// <summary>The timestamp at hand in Unix seconds.</summary>
    public static double ReadSeconds(scoped ref ProtoReader field)
    {
        var message = field.ReadMessage();
        long seconds = 0, nanos = 0;
        while (message.NextField())
        {
            switch (message.Field)
            {
                case ClientModel.Timestamp.Seconds: seconds = message.ReadInt64(); break;
                case ClientModel.Timestamp.Nanos: nanos = message.ReadInt64(); break;
                default: message.Skip(); break;
            }
        }

        field.Adopt(message.Failure);
        return seconds + (nanos / NanosPerSecond);
    }
}
