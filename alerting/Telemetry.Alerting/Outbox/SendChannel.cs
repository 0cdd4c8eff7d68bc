using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>A receiver and the gate in front of it.</summary>
internal sealed record SendChannel(IReceiver Receiver, SendGate Gate);
