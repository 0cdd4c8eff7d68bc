using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;
using Xunit;

namespace Telemetry.Alerting.Tests.Stages;

public sealed class WorseningTests
{
    private static readonly IncidentRecord Told = Incidents.Opened(Severity.Critical);

    [Fact]
    public void Limit_CrossedSince_IsWorse()
    {
        var breach = new IncidentBreach(Told.At, 0.3, true, 1, Told.At, Told.At, Told.At);
        Assert.NotNull(Worsening.Of(Told, Later(signal => signal with { Breach = breach })));
    }

    [Fact]
    public void Users_TwiceAsFarFromNormal_IsWorse()
    {
        Assert.NotNull(Worsening.Of(Told, Later(signal => signal.Component == "apiserver" ? signal with { Value = 0.7 } : signal)));
        Assert.Null(Worsening.Of(Told, Later(signal => signal.Component == "apiserver" ? signal with { Value = 0.5 } : signal)));
        Assert.Null(Worsening.Of(Told, Later(signal => signal.Component == "etcd" ? signal with { Value = 9 } : signal)));
    }

    [Fact]
    public void AnotherPartThatUsersFeel_IsWorse()
    {
        var now = Later(signal => signal);
        Assert.NotNull(Worsening.Of(Told, now with { Signals = [.. now.Signals, now.Signals[0] with { Component = "coredns", Signal = "coredns_request" }] }));
        Assert.Null(Worsening.Of(Told, now with { Signals = [.. now.Signals, now.Signals[0] with { Component = "node" }] }));
    }

    [Fact]
    public void Worse_SoonAfterThePage_WakesNobody()
    {
        var soon = Later(signal => signal with { Value = 50 }) with { At = Told.At + Worsening.LeastPause - TimeSpan.FromSeconds(1) };
        Assert.Null(Worsening.Of(Told, soon));
    }

    [Fact]
    public void Worse_AgainAndAgain_PagesThreeTimesAtMost()
    {
        Episode? episode = null;
        var pages = 0;
        for (var sequence = 1; sequence <= 10; sequence++)
        {
            var record = Incidents.Record(sequence, Severity.Critical) with { At = Told.At.AddMinutes(10 * sequence) };
            record = record with { Signals = [.. record.Signals.Select(signal => signal with { Value = signal.Value * Math.Pow(3, sequence) })] };
            var decision = NotificationPolicy.Decide(episode, record);
            if (decision.Kind == DecisionKind.Worsened) pages++;
            episode = Episode.After(episode, record, decision);
        }

        Assert.Equal(Worsening.MaxPages, pages);
        Assert.Equal(episode, EpisodeCodec.Decode(EpisodeCodec.Encode(episode!).Span, out _), (left, right) => left!.Worsenings == right!.Worsenings && left.Worst!.Sequence == right.Worst!.Sequence);
    }

    private static IncidentRecord Later(Func<IncidentSignal, IncidentSignal> change) => Told with
    {
        Sequence = 2,
        At = Told.At + TimeSpan.FromMinutes(6),
        Signals = [.. Told.Signals.Select(change)],
    };
}
