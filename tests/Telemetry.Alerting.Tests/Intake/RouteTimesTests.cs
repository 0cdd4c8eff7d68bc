using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Stages;
using Telemetry.Alerting.Tests.Rig;
using Telemetry.Alerting.TimeIntervals;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Intake;

/// <summary>An incident with two routes, one of which is silent today: told on the one, held on the other.</summary>
public sealed class RouteTimesTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ReceiverSettings _settings = new();
    private readonly ManualTime _time = new();
    private PagerDutyStandIn _pager = null!;
    private PagerDutyStandIn _silent = null!;

    public async Task InitializeAsync() => (_pager, _silent) = (await PagerDutyStandIn.StartAsync(), await PagerDutyStandIn.StartAsync());

    public async Task DisposeAsync()
    {
        await _pager.DisposeAsync();
        await _silent.DisposeAsync();
    }

    public void Dispose() => _settings.Dispose();

    [Fact]
    public async Task SilentRoute_IsToldWhenItMaySpeakThoughTheProcessWasKilled()
    {
        await using var rig = await AlertingRig.StartAsync(Options(), _time);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        Assert.Single(_pager.Pages);
        Assert.Empty(_silent.Requests);
        Assert.Equal(1, rig.Readings.SumOf("telemetry.alerting.receivers.held", ("reason", "muted")));
        Assert.Contains(Why(rig), line => line.StartsWith("Receiver silent is not told yet, because it is muted by the time interval today", StringComparison.Ordinal));

        await rig.KillAndStartAsync(Options());
        await MaySpeakAsync(rig);
        await rig.SentAsync();
        Assert.Equal(_pager.Pages.Select(page => page.DedupKey), _silent.Pages.Select(page => page.DedupKey));
        Assert.Contains(Why(rig), line => line.EndsWith("told later, because the times of the route to silent allow it now; others had been told before", StringComparison.Ordinal));

        await rig.GiveAsync(Incidents.Resolved(2));
        await rig.SentAsync();
        Assert.True(_pager.Pages.Concat(_silent.Pages).All(page => page is { IsResolved: true, Triggers: 1 }));
    }

    [Fact]
    public async Task Incident_ThatEndsBeforeTheRouteMaySpeak_IsNeverToldThere()
    {
        await using var rig = await AlertingRig.StartAsync(Options(), _time);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical), Incidents.Resolved(2));
        _time.Advance(TimeSpan.FromHours(12));
        await rig.GiveAsync(Incidents.Opened(Severity.Critical, "i-2"));
        await rig.SentAsync();
        Assert.Equal([EpisodeKey.Of(Incidents.Opened(Severity.Critical, "i-2")).Value], _silent.Pages.Select(page => page.DedupKey));
        Assert.Equal(2, _pager.Pages.Count);
    }

    [Fact]
    public async Task Worsening_WhileTheRouteIsSilent_IsOneMessageThere()
    {
        await using var rig = await AlertingRig.StartAsync(Options(), _time);
        var worse = Incidents.Worse(2, number: 1);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical), worse);
        await rig.SentAsync();
        Assert.Equal(2, _pager.Pages.Count);
        await MaySpeakAsync(rig);
        await rig.SentAsync();
        Assert.Equal([EpisodeKey.Of(worse).ForDecision(DecisionKind.Worsened, worse)], _silent.Pages.Select(page => page.DedupKey));
    }

    [Fact]
    public async Task Ticket_AtAReceiverWhosePageWaits_StaysUntilThePageComes()
    {
        var options = Options();
        options.Receivers[1] = _settings.Pager(_silent, "silent", sendTickets: true);
        options.Route!.Routes[0].Matchers = ["severity=\"critical\""];
        options.Route.Routes.Insert(0, new RouteOptions { Receiver = "silent", Matchers = ["severity=\"warning\""], Continue = true });
        await using var rig = await AlertingRig.StartAsync(options, _time);
        await rig.GiveAsync(Incidents.Opened(Severity.Warning), Incidents.Record(2, Severity.Critical));
        await rig.SentAsync();
        Assert.False(Assert.Single(_silent.Alerts).IsResolved);

        await MaySpeakAsync(rig);
        await rig.SentAsync();
        Assert.Equal([true, false], _silent.Alerts.Select(alert => alert.IsResolved));
        Assert.Single(_silent.Pages);
    }

    // The sweep may set its timer late; once it has decided the clock stands.
    private async Task MaySpeakAsync(AlertingRig rig)
    {
        _time.Advance(TimeSpan.FromHours(12));
        await Eventually.TrueAsync(
            () =>
            {
                if (rig.Decided.Any(decided => decided.Decision.Kind == DecisionKind.ToldLater)) return true;
                _time.Advance(TimeSpan.FromSeconds(1));
                return false;
            },
            Deadline, () => $"{rig.Decided.Count} decisions");
    }

    private static List<string> Why(AlertingRig rig) => [.. WhyText.Of(rig.Inbox.Find("i-1")!, EpisodeSurroundings.None)];

    private AlertingOptions Options()
    {
        var options = ReceiverSettings.ToFirst(_settings.Pager(_pager), _settings.Pager(_silent, "silent"));
        options.Route!.Routes.Add(new RouteOptions { Receiver = "silent", MuteTimeIntervals = ["today"], Continue = true });
        options.Route.Routes.Add(new RouteOptions { Receiver = "pager" });
        options.TimeIntervals.Add(new TimeIntervalOptions { Name = "today", TimeIntervals = [new TimeIntervalPartOptions { DaysOfMonth = ["21"] }] });
        return options;
    }
}
