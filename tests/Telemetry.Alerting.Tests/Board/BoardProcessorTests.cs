using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Contracts;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;
using Xunit;

namespace Telemetry.Alerting.Tests.Board;

public sealed class BoardProcessorTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly CurrentPlan _plan = new(AlertingPlan.From(new AlertingOptions()));
    private EmbeddedTransport _transport = null!;
    private long _offset;

    public async Task InitializeAsync() =>
        _transport = await EmbeddedTransport.OpenInMemoryAsync(new(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);

    public async Task DisposeAsync() => await _transport.DisposeAsync();

    [Fact]
    public async Task Board_SavedAndOpenedAgain_ShowsTheSame()
    {
        var (board, processor) = Open(isAlone: true);
        Assert.Equal(0, await processor.OpenAsync(CancellationToken.None));
        await TakeAsync(processor, new PostedAlerts([Alert("a"), Alert("b")]));
        await TakeAsync(processor, new SilencePut(Silence));
        await TakeAsync(processor, new Acknowledgement("key-1", "on it"));
        await TakeAsync(processor, new Acknowledgement("key-2"));
        await TakeAsync(processor, new Acknowledgement("key-2", IsWithdrawn: true));
        await TakeAsync(processor, new ManualResolve("key-3"));
        await TakeAsync(processor, new Heartbeat("detector/prod", _time.GetUtcNow()));
        await processor.CheckpointAsync(CancellationToken.None);

        var (again, reopened) = Open(isAlone: true);

        Assert.Equal(_offset, await reopened.OpenAsync(CancellationToken.None));
        Assert.Equivalent(board.Look(), again.Look(), strict: true);
        Assert.Equivalent(board.Silences, again.Silences, strict: true);
        Assert.Equal(board.AcknowledgementOf("key-1"), again.AcknowledgementOf("key-1"));
        Assert.Null(again.AcknowledgementOf("key-2"));
        Assert.NotNull(again.ResolutionOf("key-3"));
        Assert.Equal(board.Heartbeats, again.Heartbeats);
    }

    [Fact]
    public async Task Board_OfAReplicaThatDoesNotOwnThePartition_SavesNothing()
    {
        var (_, processor) = Open(isAlone: false);
        await processor.OpenAsync(CancellationToken.None);
        await TakeAsync(processor, new PostedAlerts([Alert("a")]));
        await processor.CheckpointAsync(CancellationToken.None);

        var (again, reopened) = Open(isAlone: false);
        Assert.Equal(0, await reopened.OpenAsync(CancellationToken.None));
        Assert.Empty(again.Look());
    }

    [Fact]
    public async Task Board_OfAnAlertThatIsOver_ForgetsItInTheStateToo()
    {
        var (board, processor) = Open(isAlone: true);
        await processor.OpenAsync(CancellationToken.None);
        await TakeAsync(processor, new PostedAlerts([Alert("a")]));
        await processor.CheckpointAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(board.Look());
        await TakeAsync(processor, new PostedAlerts([Alert("b")]));
        await processor.CheckpointAsync(CancellationToken.None);

        var saved = await _transport.State.LoadAsync("telemetry.alerting.board/0", CancellationToken.None);
        Assert.Single(saved, entry => entry.Key.StartsWith("alert/", StringComparison.Ordinal));
    }

    private (AlertBoard Board, BoardProcessor Processor) Open(bool isAlone)
    {
        var board = new AlertBoard(_plan, _time);
        var storage = new StorageGuard(_time, new AlertingMetrics(Meters.Create(), _plan, new IncidentInbox()), NullLoggerFactory.Instance);
        return (board, new BoardProcessor(0, _transport.State, board, new BoardKeeper(isAlone), new ReadThrough(), storage));
    }

    private ValueTask TakeAsync(BoardProcessor processor, AlertCommandBody body)
    {
        var command = AlertCommandCodec.Encode(new ProtoWriter(), new AlertCommand(_time.GetUtcNow(), "ann", body)).ToArray();
        return processor.ProcessAsync(new StreamRecord(Streams.Alerts, 0, _offset++, AlertCommand.Key, command), CancellationToken.None);
    }

    private Silence Silence => new()
    {
        Id = "s-1",
        Matchers = [new("alertname", "b", IsRegex: false, IsEqual: true)],
        StartsAt = _time.GetUtcNow(),
        EndsAt = _time.GetUtcNow().AddHours(1),
        CreatedBy = "ann",
        Comment = "c",
        UpdatedAt = _time.GetUtcNow(),
    };

    private PostedAlert Alert(string name) => new()
    {
        Labels = LabelSet.Of([new("alertname", name)]),
        StartsAt = _time.GetUtcNow(),
        EndsAt = _time.GetUtcNow().AddMinutes(5),
        UpdatedAt = _time.GetUtcNow(),
    };
}
