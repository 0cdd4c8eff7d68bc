using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>
/// The receivers of the settings that hold, and the channels to them, shared by all partitions of a process. Receivers under one limit
/// share one gate, and a reload keeps the gates: what a receiver asked for still holds. Safe for concurrent use.
/// </summary>
internal sealed class SendChannels : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SendChannel> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SendGate> _gates = new(StringComparer.Ordinal);
    private ReceiverSet _receivers;

    public SendChannels(ReceiverSet receivers, TimeProvider time)
    {
        _time = time;
        _receivers = receivers;
        Replace(receivers);
    }

    /// <summary>The receivers that hold.</summary>
    public ReceiverSet Receivers => Volatile.Read(ref _receivers);

    /// <summary>Puts other receivers in their place; messages under way to one that is gone are refused from their next attempt on.</summary>
    public void Replace(ReceiverSet receivers)
    {
        lock (_lock)
        {
            _byId.Clear();
            foreach (var receiver in receivers.All) _byId[receiver.Id] = new SendChannel(receiver, GateOf(receiver));
            Volatile.Write(ref _receivers, receivers);
        }
    }

    /// <summary>The channel of a receiver's id; one that refuses everything where the settings do not have it any more.</summary>
    public SendChannel Of(string receiverId)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(receiverId, out var channel)) return channel;
            var missing = new MissingReceiver(receiverId);
            return _byId[receiverId] = new SendChannel(missing, GateOf(missing));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var gate in _gates.Values) gate.Dispose();
        }
    }

    private SendGate GateOf(IReceiver receiver)
    {
        var key = receiver.Limit is { } limit ? $"limit:{limit}" : $"receiver:{receiver.Id}";
        if (!_gates.TryGetValue(key, out var gate)) _gates[key] = gate = new SendGate(receiver.Limit, _time);
        return gate;
    }
}
