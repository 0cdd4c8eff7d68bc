namespace Telemetry.ContractTests.Transport;

/// <summary>What the processors of a test saw and did, in one order.</summary>
public sealed class ConsumptionLog
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly Lock _lock = new();
    private readonly List<SeenRecord> _records = [];
    private readonly Dictionary<string, int> _counts = [];

    public IReadOnlyList<SeenRecord> Records
    {
        get
        {
            lock (_lock) return [.. _records];
        }
    }

    public IEnumerable<string> Values => Records.Select(record => record.Value);

    public void Saw(SeenRecord record)
    {
        lock (_lock) _records.Add(record);
    }

    /// <summary>Counts an event such as a checkpoint.</summary>
    public void Note(string happening)
    {
        lock (_lock) _counts[happening] = _counts.GetValueOrDefault(happening) + 1;
    }

    public int CountOf(string happening)
    {
        lock (_lock) return _counts.GetValueOrDefault(happening);
    }

    /// <summary>Waits until a condition on the log holds, or fails saying what was seen.</summary>
    public async Task WaitForAsync(Func<ConsumptionLog, bool> condition, Task? consuming = null)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!condition(this))
        {
            if (consuming is { IsFaulted: true }) await consuming;
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"Not reached; seen {Records.Count}: {string.Join(' ', Values.TakeLast(20))}; noted {string.Join(' ', _counts)}");
            }

            await Task.Delay(5);
        }
    }

    public Task WaitForRecordsAsync(int count, Task? consuming = null) => WaitForAsync(log => log.Records.Count >= count, consuming);
}
