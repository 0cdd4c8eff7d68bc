using System.Collections.Concurrent;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>The channels to all receivers, shared by all partitions of a process. Receivers under one limit share one gate.</summary>
internal sealed class SendChannels : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, SendChannel> _byId = new(StringComparer.Ordinal);

    public SendChannels(ReceiverSet receivers, TimeProvider time)
    {
        _time = time;
        var limited = new Dictionary<string, SendGate>(StringComparer.Ordinal);
        foreach (var receiver in receivers.All) _byId[receiver.Id] = new SendChannel(receiver, GateOf(receiver, limited));
    }

    /// <summary>The channel of a receiver's id; one that refuses everything where the settings do not have it any more.</summary>
    public SendChannel Of(string receiverId) =>
        _byId.GetOrAdd(receiverId, id => new SendChannel(new MissingReceiver(id), new SendGate(limit: null, _time)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var channel in _byId.Values) channel.Gate.Dispose();
    }

    private SendGate GateOf(IReceiver receiver, Dictionary<string, SendGate> limited)
    {
        if (receiver.Limit is not { } limit) return new SendGate(limit: null, _time);
        if (!limited.TryGetValue(limit.Key, out var gate)) limited[limit.Key] = gate = new SendGate(limit, _time);
        return gate;
    }
}
