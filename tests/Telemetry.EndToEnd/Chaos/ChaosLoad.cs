namespace Telemetry.EndToEnd.Chaos;

/// <summary>
/// Begins alerts and incidents as a careful client does: again, at any replica, until one has answered that it accepted; ends them only once
/// the receivers have heard of them, since one that ends before anybody could be told is told to nobody.
/// </summary>
internal sealed class ChaosLoad(ChaosAlerts alerts, ChaosIncidents incidents, ChaosSinks sinks)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);

    private readonly List<ChaosThing> _accepted = [];
    private readonly HashSet<ChaosThing> _ended = [];
    private int _begun;

    /// <summary>What was accepted.</summary>
    public IReadOnlyList<ChaosThing> Accepted => _accepted;

    /// <summary>Whether all that was accepted was ended.</summary>
    public bool IsOver => _ended.Count == _accepted.Count;

    /// <summary>Begins and ends until told to stop, but some of each kind; what is under way then is still accepted.</summary>
    public async Task RunAsync(CancellationToken posting, CancellationToken cancellationToken)
    {
        while (!posting.IsCancellationRequested || _begun < ChaosThing.OneOfEachIn)
        {
            var next = new ChaosThing(++_begun);
            await SayAsync(next, isOver: false, cancellationToken);
            _accepted.Add(next);
            await EndAsync(cancellationToken);
            await Task.Delay(Pace, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Ends one that the receivers have heard of; whether there was one.</summary>
    public async Task<bool> EndAsync(CancellationToken cancellationToken)
    {
        if (_accepted.FindIndex(thing => !_ended.Contains(thing) && sinks.HasHeardOf(thing)) is var at && at < 0) return false;
        await SayAsync(_accepted[at], isOver: true, cancellationToken);
        _ended.Add(_accepted[at]);
        return true;
    }

    private async Task SayAsync(ChaosThing thing, bool isOver, CancellationToken cancellationToken)
    {
        while (!await IsAcceptedAsync(thing, isOver, cancellationToken)) await Task.Delay(Pace, TimeProvider.System, cancellationToken);
    }

    private Task<bool> IsAcceptedAsync(ChaosThing thing, bool isOver, CancellationToken cancellationToken) => thing.IsIncident
        ? incidents.TryPublishAsync(thing, isOver, cancellationToken)
        : alerts.TryPostAsync(thing, isOver, cancellationToken);
}
