using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;
using Xunit;

namespace Telemetry.Alerting.Tests.Episodes;

public sealed class EpisodeShelfTests
{
    private readonly EpisodeShelf _shelf = new(capacity: 3);

    [Fact]
    public void Shelf_WithRoom_ForgetsNothing()
    {
        _shelf.Put(Open("a"));
        Assert.Empty(_shelf.ChooseEvicted(1));
    }

    [Fact]
    public void Shelf_ThatIsFull_ForgetsWhatIsOverAndSettledBeforeWhatIsNot()
    {
        _shelf.Put(Open("a"));
        _shelf.Put(Ended("b"));
        _shelf.Put(PendingRow(Ended("b")));
        _shelf.Put(Ended("c"));
        Assert.Equal("c", Evict("d"));
        Assert.Equal("b", Evict("e"));
        Assert.Equal("a", Evict("f"));
    }

    [Fact]
    public void Shelf_ThatIsFull_TakesTheNextVersionOfWhatItHolds()
    {
        foreach (var id in new[] { "a", "b", "c" }) _shelf.Put(Open(id));
        Assert.Empty(_shelf.ChooseEvicted(0));
    }

    [Fact]
    public void Episode_OfManyMessages_ForgetsItsOldestSettledOnes()
    {
        var episode = Open("a");
        _shelf.Put(episode);
        var rows = Enumerable.Range(1, EpisodeShelf.MaxRows)
            .Select(i => PendingRow(episode) with { Sequence = i, Status = i == 1 ? RowStatus.Pending : RowStatus.Delivered }).ToArray();
        foreach (var row in rows) _shelf.Put(row);
        Assert.Equal([rows[1], rows[2]], _shelf.ChooseForgotten(episode.Key, added: 2));
    }

    [Fact]
    public void Row_AheadOfItsEpisode_IsNotTakenFromTheStore()
    {
        var episode = Open("a");
        var row = PendingRow(episode);
        _shelf.PutIfVouchedFor(row);
        Assert.Empty(_shelf.Rows);
        _shelf.Put(episode);
        _shelf.PutIfVouchedFor(row with { Decision = 2 });
        Assert.Empty(_shelf.Rows);
        _shelf.PutIfVouchedFor(row);
        Assert.Single(_shelf.Rows);
    }

    private string? Evict(string added)
    {
        var evicted = (Episode)Assert.Single(_shelf.ChooseEvicted(1));
        _shelf.Remove(evicted.Key);
        _shelf.Put(Open(added));
        return evicted.Latest.IncidentId;
    }

    private static Episode Open(string id) =>
        Episode.After(null, Incidents.Opened(Severity.Critical, id), new(DecisionKind.Paged, DecisionReason.ReachedCritical));

    private static Episode Ended(string id) => Episode.After(Open(id), Incidents.Resolved(2, id: id), new(DecisionKind.Resolved, DecisionReason.Ended));

    private static OutboxRow PendingRow(Episode episode) => new()
    {
        Episode = episode.Key,
        DedupKey = episode.Key.Value,
        Sequence = 1,
        Decision = 1,
        Level = AlertLevel.Page,
        Action = NotificationAction.Trigger,
        Receiver = "pager",
        Subject = RowSubject.Of(episode.Latest),
        EnqueuedAt = Incidents.Began,
        WaitingSince = Incidents.Began,
    };
}
