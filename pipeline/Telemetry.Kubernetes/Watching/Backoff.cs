namespace Telemetry.Kubernetes.Watching;

/// <summary>
/// How long to wait before the next attempt: doubling from half a second to half a minute, spread by half in both directions, so that
/// the clients of an API server that comes back do not all come at once. Not safe for concurrent use.
/// </summary>
/// <param name="random">The spread; one of each client's own.</param>
internal sealed class Backoff(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private const int MaxDoublings = 6;

    private int _failures;

    /// <summary>The wait before the next attempt.</summary>
    /// <param name="atLeast">What the server asked for; kept whole, with the spread on top.</param>
    public TimeSpan Next(TimeSpan? atLeast = null)
    {
        var step = First * Math.Pow(2, Math.Min(_failures, MaxDoublings));
        _failures++;
        if (step > Longest) step = Longest;
        return atLeast is { } asked && asked > TimeSpan.Zero ? asked + (First * random.NextDouble()) : step * (0.5 + random.NextDouble());
    }

    /// <summary>An attempt went well.</summary>
    public void Reset() => _failures = 0;
}
