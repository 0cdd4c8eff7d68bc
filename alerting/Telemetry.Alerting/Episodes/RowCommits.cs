using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Episodes;

/// <summary>
/// Commits messages in groups: while one commit is on its way to the disk, those that come meanwhile gather for the next, so that a storm
/// costs some commits and not one for each message. Bounded by the messages that there are. Safe for concurrent use.
/// </summary>
internal sealed class RowCommits(SemaphoreSlim turn, Func<IReadOnlyList<OutboxRow>, CancellationToken, Task> commit)
{
    private readonly Lock _lock = new();
    private Group? _gathering;
    private Task _last = Task.CompletedTask;

    /// <summary>Completes when the message is durable.</summary>
    public Task AddAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        Group group;
        bool isFirst;
        lock (_lock)
        {
            isFirst = _gathering is null;
            group = _gathering ??= new Group();
            group.Rows.Add(row);
            if (isFirst) _last = group.Done.Task;
        }

        // The first of a group commits it for all, so it does not stop when its own sender does.
        if (isFirst) _ = CommitAsync(group);
        return group.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Waits for the commits that are under way. Nobody may add meanwhile.</summary>
    public async Task DrainAsync()
    {
        Task last;
        lock (_lock) last = _last;
        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task CommitAsync(Group group)
    {
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            lock (_lock) _gathering = null;
            await commit(group.Rows, CancellationToken.None).ConfigureAwait(false);
            turn.Release();
            group.Done.SetResult();
        }
        catch (Exception fault)
        {
            turn.Release();
            group.Done.SetException(fault);
        }
    }

    private sealed class Group
    {
        public List<OutboxRow> Rows { get; } = [];

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
