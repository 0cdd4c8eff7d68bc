namespace Telemetry.Testing.Kubernetes;

/// <summary>What a test lets go wrong with the stand-in. Safe for concurrent use.</summary>
public sealed class StandInFaults
{
    private readonly Lock _lock = new();
    private readonly Queue<StatusAnswer> _refusals = new();
    private int _brokenPages;
    private int _lostPages;

    /// <summary>Breaks all watches that are open.</summary>
    internal Action<WatchFault> BreakWatches { get; set; } = _ => { };

    /// <summary>Answers the next requests with 429.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="retryAfter">The header; none where null.</param>
    public void Throttle(int requests, TimeSpan? retryAfter) => Refuse(requests, StatusAnswer.TooMany(retryAfter));

    /// <summary>Answers the next requests with a status of the API server's own troubles.</summary>
    public void Fail(int requests, int code) => Refuse(requests, new StatusAnswer(code, "InternalError", "etcdserver: request timed out"));

    /// <summary>The next pages break off in their middle.</summary>
    public void BreakPages(int pages)
    {
        lock (_lock) _brokenPages += pages;
    }

    /// <summary>The next pages never come.</summary>
    public void LosePages(int pages)
    {
        lock (_lock) _lostPages += pages;
    }

    /// <summary>Every open watch tells 410 inside its stream and ends.</summary>
    public void ExpireWatches() => BreakWatches(WatchFault.Expire);

    /// <summary>Every open watch sends half of an event, and its connection breaks.</summary>
    public void CutWatches() => BreakWatches(WatchFault.Cut);

    /// <summary>Every open watch is closed, as at the end of its time.</summary>
    public void CloseWatches() => BreakWatches(WatchFault.Close);

    /// <summary>Every open watch sends a line that is no JSON, and goes on.</summary>
    public void SendGarbage() => BreakWatches(WatchFault.Garbage);

    internal StatusAnswer? NextRefusal()
    {
        lock (_lock) return _refusals.TryDequeue(out var refusal) ? refusal : null;
    }

    internal bool BreaksPage()
    {
        lock (_lock) return _brokenPages > 0 && _brokenPages-- > 0;
    }

    internal bool LosesPage()
    {
        lock (_lock) return _lostPages > 0 && _lostPages-- > 0;
    }

    private void Refuse(int requests, StatusAnswer refusal)
    {
        lock (_lock)
        {
            for (var i = 0; i < requests; i++) _refusals.Enqueue(refusal);
        }
    }
}

internal enum WatchFault
{
    Expire,
    Cut,
    Close,
    Garbage,
}
