using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Signals;
using Telemetry.Series.Tests.Api;
using Xunit;

namespace Telemetry.Series.Tests.Intake;

public sealed class IntakeTests
{
    private const long T0 = Fixture.T0;
    private const string Target = "cluster=\"demo\", ";
    private const string Signal = "{cluster=\"demo\", component=\"etcd\", family=\"etcd_disk_wal_fsync_duration_seconds\", instance=\"127.0.0.1:19090\", job=\"self\", signal=\"etcd_wal_fsync\"";

    [Fact]
    public void Scrape_WithAScoredSignal_GivesEachOfItsSeries()
    {
        using var fixture = new Fixture();
        Append(fixture, SampleRecords.Scrape(T0, SampleRecords.Fsync(0.2, score: 7)));

        Assert.Equal([$"up{{{Target}instance=\"127.0.0.1:19090\", job=\"self\"}} 1"], fixture.Lines("up"));
        Assert.Equal([$"scrape_duration_seconds{{{Target}instance=\"127.0.0.1:19090\", job=\"self\"}} 0.012"], fixture.Lines("scrape_duration_seconds"));
        Assert.Equal([$"telemetry_signal_value{Signal}, unit=\"s\"}} 0.2"], fixture.Lines("telemetry_signal_value"));
        Assert.Equal([$"telemetry_signal_baseline{Signal}, unit=\"s\"}} 0.004"], fixture.Lines("telemetry_signal_baseline"));
        Assert.Equal([$"telemetry_signal_score{Signal}}} 7"], fixture.Lines("telemetry_signal_score"));
    }

    [Fact]
    public void Forecast_OfASignal_GivesItsFanItsLimitAndItsOdds()
    {
        using var fixture = new Fixture();
        var forecast = new SignalForecast(T0, 1, LimitSource.Catalog, [new(300_000, 0.1, 0.2, 0.4, 0.03), new(900_000, 0.1, 0.3, 0.9, double.NaN)]);
        Append(fixture, SampleRecords.Scrape(T0, SampleRecords.Fsync(0.2) with { Forecast = forecast }));

        Assert.Equal(6, fixture.Lines("telemetry_signal_forecast").Length);
        Assert.EndsWith(" 0.4", Assert.Single(fixture.Lines("telemetry_signal_forecast{horizon=\"5m\", quantile=\"0.95\"}")));
        Assert.Equal([$"telemetry_signal_limit{Signal}, source=\"catalog\", unit=\"s\"}} 1"], fixture.Lines("telemetry_signal_limit"));
        Assert.EndsWith(" 0.03", Assert.Single(fixture.Lines("telemetry_signal_breach_probability")));
    }

    [Theory]
    [InlineData(Verdict.Warming, 1, 0)]
    [InlineData(Verdict.NoEvidence, 0, 0)]
    [InlineData(Verdict.Scored, 1, 1)]
    public void Scrape_ByVerdict_HasValueAndScoreOnlyWhereTheyMeanSomething(Verdict verdict, int values, int scores)
    {
        using var fixture = new Fixture();
        Append(fixture, SampleRecords.Scrape(T0, SampleRecords.Fsync(0.2, verdict: verdict)));

        Assert.Equal(values, fixture.Lines("telemetry_signal_value").Length);
        Assert.Equal(scores, fixture.Lines("telemetry_signal_score").Length);
    }

    [Fact]
    public void Signal_ThatVanishes_LeavesAtOnceAndMayComeBack()
    {
        using var fixture = new Fixture();
        Append(fixture,
            SampleRecords.Scrape(T0 - 20_000, SampleRecords.Fsync(1)), SampleRecords.Scrape(T0 - 10_000), SampleRecords.Scrape(T0, SampleRecords.Fsync(2)));

        Assert.Single(fixture.Lines("telemetry_signal_value", T0 - 15_000));
        Assert.Empty(fixture.Lines("telemetry_signal_value", T0 - 5000));
        Assert.Single(fixture.Lines("telemetry_signal_value", T0));
    }

    [Fact]
    public void Scrape_ThatFailed_EndsTheSignalsAndIsNotUp()
    {
        using var fixture = new Fixture();
        Append(fixture, SampleRecords.Scrape(T0 - 10_000, SampleRecords.Fsync(1)), SampleRecords.FailedScrape(T0));

        Assert.EndsWith(" 0", Assert.Single(fixture.Lines("up")));
        Assert.Empty(fixture.Lines("telemetry_signal_value"));
    }

    [Fact]
    public void Scrape_DeliveredTwice_ChangesNothing()
    {
        using var fixture = new Fixture();
        SignalRecord[] records = [SampleRecords.Scrape(T0 - 10_000), SampleRecords.Scrape(T0, SampleRecords.Fsync(1))];
        Append(fixture, [.. records, .. records]);

        Assert.EndsWith(" 1", Assert.Single(fixture.Lines("telemetry_signal_value")));
        Assert.EndsWith(" 1", Assert.Single(fixture.Lines("up", T0 - 5000)));
    }

    [Fact]
    public void Incident_WhileOpen_IsAnAlertThatGoesOnWithTheScrapes()
    {
        using var fixture = new Fixture();
        fixture.Ledger.Apply(SampleRecords.Incident(IncidentChange.Opened, 1, T0 - 600_000));
        Append(fixture, SampleRecords.Scrape(T0));

        var labels = "alertname=\"TelemetryIncident\", {0}cause=\"disk\", cluster=\"demo\", component=\"etcd\", incident=\"i1\", severity=\"critical\"";
        Assert.Equal([$"ALERTS{{{string.Format(labels, "alertstate=\"firing\", ")}}} 1"], fixture.Lines("ALERTS"));
        Assert.Equal([$"ALERTS_FOR_STATE{{{string.Format(labels, "")}}} 1795195349.5"], fixture.Lines("ALERTS_FOR_STATE"));
        Assert.EndsWith(" 3", Assert.Single(fixture.Lines("telemetry_incident_severity")));
        Assert.Equal(2, fixture.Lines("telemetry_incident_root_probability").Length);
        // Every moment between opening and now is covered.
        for (var time = T0 - 600_000; time <= T0; time += 1000) Assert.Single(fixture.Lines("ALERTS", time));
    }

    [Fact]
    public void Incident_ThatGrows_ChangesItsSeries()
    {
        using var fixture = new Fixture();
        fixture.Ledger.Apply(SampleRecords.Incident(IncidentChange.Opened, 1, T0 - 60_000, Severity.Info));
        fixture.Ledger.Apply(SampleRecords.Incident(IncidentChange.Updated, 2, T0, Severity.Critical, "coredns"));

        Assert.Contains("alertstate=\"pending\"", Assert.Single(fixture.Lines("ALERTS", T0 - 1)));
        Assert.Contains("alertstate=\"firing\"", Assert.Single(fixture.Lines("ALERTS", T0)));
        Assert.Contains("component=\"coredns\"", Assert.Single(fixture.Lines("ALERTS", T0)));
    }

    [Fact]
    public void Incident_Resolved_EndsItsSeriesEvenBehindTheScrapes()
    {
        using var fixture = new Fixture();
        fixture.Ledger.Apply(SampleRecords.Incident(IncidentChange.Opened, 1, T0 - 60_000));
        Append(fixture, SampleRecords.Scrape(T0));
        fixture.Ledger.Apply(SampleRecords.Incident(IncidentChange.Resolved, 2, T0 - 10_000));

        Assert.Empty(fixture.Ledger.Open);
        Assert.Single(fixture.Lines("ALERTS", T0));
        Assert.Empty(fixture.Lines("{__name__=~\"ALERTS.*|telemetry_incident_.*\"}", T0 + 1));
    }

    [Fact]
    public void Incident_DeliveredTwice_ChangesNothing()
    {
        using var fixture = new Fixture();
        fixture.Ledger.Apply(SampleRecords.Incident(IncidentChange.Opened, 1, T0 - 60_000));
        fixture.Ledger.Apply(SampleRecords.Incident(IncidentChange.Updated, 2, T0, Severity.Critical, "coredns"));
        fixture.Ledger.Apply(SampleRecords.Incident(IncidentChange.Opened, 1, T0 - 60_000));

        Assert.Equal(2, Assert.Single(fixture.Ledger.Open).Sequence);
    }

    [Fact]
    public void Incidents_BeyondTheBound_CloseTheOneThatBeganFirst()
    {
        using var fixture = new Fixture();
        for (var i = 0; i <= Series.Intake.IncidentLedger.MaxOpen; i++)
            fixture.Ledger.Apply(SampleRecords.Incident(IncidentChange.Opened, 1, T0 - 60_000 + i) with { IncidentId = $"i{i}" });

        Assert.Equal(Series.Intake.IncidentLedger.MaxOpen, fixture.Ledger.Open.Count);
        Assert.DoesNotContain(fixture.Ledger.Open, incident => incident.IncidentId == "i0");
    }

    [Fact]
    public void Incident_FromFarAhead_DoesNotMoveTheWindow()
    {
        using var fixture = new Fixture();
        Append(fixture, SampleRecords.Scrape(T0), SampleRecords.Scrape(T0 + (long)TimeSpan.FromDays(36500).TotalMilliseconds));
        fixture.Ledger.Apply(SampleRecords.Incident(IncidentChange.Opened, 1, T0));
        fixture.Ledger.Apply(SampleRecords.Incident(IncidentChange.Updated, 2, T0 + (long)TimeSpan.FromDays(36500).TotalMilliseconds));

        Assert.Single(fixture.Lines("up"));
        Assert.Single(fixture.Lines("ALERTS"));
    }

    private static void Append(Fixture fixture, params SignalRecord[] records)
    {
        var target = new Series.Intake.TargetSeries(fixture.Window, fixture.Metrics, SampleRecords.Self);
        foreach (var record in records)
        {
            target.Append(record);
            fixture.Ledger.Advance(record.Target.Cluster, record.ScrapeTimeMs);
        }
    }
}
