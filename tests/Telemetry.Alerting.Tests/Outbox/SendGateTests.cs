using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Alerting.Tests.Outbox;

public sealed class SendGateTests
{
    private static readonly DeliveryResult Accepted = new(DeliveryOutcome.Accepted, "");
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Gate_WithoutALimit_LetsOnlySoManyInAtOnce()
    {
        using var gate = new SendGate(limit: null, _time);
        for (var i = 0; i < SendGate.MaxConcurrent; i++) await gate.EnterAsync(SendPriority.Page, CancellationToken.None);
        var next = gate.EnterAsync(SendPriority.Page, CancellationToken.None).AsTask();
        Assert.False(next.IsCompleted);
        gate.Leave(Accepted);
        await next;
    }

    [Fact]
    public async Task Gate_WithALimit_NeverLetsMoreThroughInAMinute()
    {
        using var gate = new SendGate(new SendLimit("key", Burst: 20, PerMinute: 80), _time);
        var entered = new List<DateTimeOffset>();
        var waiting = Enumerable.Range(0, 400).Select(_ => EnterAsync()).ToArray();
        for (var second = 0; second < 400 && entered.Count < waiting.Length; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        await Task.WhenAll(waiting);
        Assert.All(entered, first => Assert.InRange(entered.Count(other => other >= first && other - first < TimeSpan.FromMinutes(1)), 1, 100));

        async Task EnterAsync()
        {
            await gate.EnterAsync(SendPriority.Page, CancellationToken.None);
            lock (entered) entered.Add(_time.GetUtcNow());
            gate.Leave(Accepted);
        }
    }

    [Fact]
    public async Task Gate_WithMoreThanItsLimit_LetsPagesGoFirst()
    {
        using var gate = new SendGate(new SendLimit("key", Burst: 1, PerMinute: 60), _time);
        await gate.EnterAsync(SendPriority.Page, CancellationToken.None);
        gate.Leave(Accepted);
        var order = new List<SendPriority>();
        SendPriority[] asked = [SendPriority.Refresh, SendPriority.Ticket, SendPriority.End, SendPriority.Page];
        var waiting = asked.Select(EnterAsync).ToArray();
        for (var i = 1; i <= asked.Length; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1.1));
            await Eventually.TrueAsync(() => Count() >= i, TimeSpan.FromSeconds(10), () => $"{Count()} entered");
        }

        await Task.WhenAll(waiting);
        Assert.Equal([SendPriority.Page, SendPriority.End, SendPriority.Ticket, SendPriority.Refresh], order);

        async Task EnterAsync(SendPriority priority)
        {
            await gate.EnterAsync(priority, CancellationToken.None);
            lock (order) order.Add(priority);
            gate.Leave(Accepted);
        }

        int Count()
        {
            lock (order) return order.Count;
        }
    }

    [Fact]
    public async Task Gate_AfterThrottling_StaysClosedUntilItIsOver()
    {
        using var gate = new SendGate(limit: null, _time);
        await AssertClosedForAsync(gate, retryAfter: TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));
        await gate.EnterAsync(SendPriority.Page, CancellationToken.None);
        gate.Leave(Accepted);
        foreach (var seconds in new[] { 30, 60, 120, 240, 300, 300 })
        {
            await AssertClosedForAsync(gate, retryAfter: null, TimeSpan.FromSeconds(seconds));
        }
    }

    [Fact]
    public async Task Waiter_ThatIsCancelled_TakesNobodysTurn()
    {
        using var gate = new SendGate(new SendLimit("key", Burst: 1, PerMinute: 60), _time);
        await gate.EnterAsync(SendPriority.Page, CancellationToken.None);
        gate.Leave(Accepted);
        using var cancel = new CancellationTokenSource();
        var cancelled = gate.EnterAsync(SendPriority.Page, cancel.Token).AsTask();
        var other = gate.EnterAsync(SendPriority.End, CancellationToken.None).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        await other.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private async Task AssertClosedForAsync(SendGate gate, TimeSpan? retryAfter, TimeSpan expected)
    {
        var moment = TimeSpan.FromMilliseconds(10);
        await gate.EnterAsync(SendPriority.Page, CancellationToken.None);
        gate.Leave(new DeliveryResult(DeliveryOutcome.Throttled, "", RetryAfter: retryAfter));
        var next = gate.EnterAsync(SendPriority.Page, CancellationToken.None).AsTask();
        _time.Advance(expected - moment);
        await Assert.ThrowsAsync<TimeoutException>(() => next.WaitAsync(moment));
        _time.Advance(moment);
        await next.WaitAsync(TimeSpan.FromSeconds(10));
        gate.Leave(null);
    }
}
