namespace Telemetry.Alerting.Api;

/// <summary>How many bytes of bodies may be in memory at a time, over all requests. Safe for concurrent use.</summary>
internal sealed class BodyBudget
{
    /// <summary>Largest body.</summary>
    public const int MaxBodyBytes = 16 << 20;

    private const long TotalBytes = 8L * MaxBodyBytes;

    private long _free = TotalBytes;

    /// <summary>Takes room for a body; false where there is none: the client must try again.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _free, -bytes) >= 0) return true;
        Return(bytes);
        return false;
    }

    /// <summary>Gives it back.</summary>
    public void Return(long bytes) => Interlocked.Add(ref _free, bytes);
}
