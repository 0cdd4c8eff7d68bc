using Telemetry.Detection.Correlation;
using Telemetry.Detection.Snapshots;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

public sealed class FeedbackTests
{
    private static readonly SignalKey Sync = new("etcd", "sync");

    [Theory]
    [InlineData(IncidentVerdict.Noise, 1, 0.5)]
    [InlineData(IncidentVerdict.Noise, 2, 0.25)]
    [InlineData(IncidentVerdict.Noise, 9, 0.25)]
    [InlineData(IncidentVerdict.Real, 1, 2)]
    [InlineData(IncidentVerdict.Real, 9, 4)]
    [InlineData(IncidentVerdict.Withdrawn, 1, 1)]
    public void Budget_AfterVerdicts_StaysWithinAQuarterAndFourTimes(IncidentVerdict verdict, int incidents, double factor)
    {
        var ledger = Ledger([.. Enumerable.Range(0, incidents).Select(i => Said($"i{i}", i, verdict))]);
        Assert.Equal(factor, ledger.FactorOf(Sync));
        Assert.Equal(1, ledger.FactorOf(new SignalKey("etcd", "cpu")));
    }

    [Fact]
    public void Budget_AfterTheSameVerdictTwice_IsAsAfterOne() =>
        Assert.Equal(0.5, Ledger(Said("i", 1, IncidentVerdict.Noise), Said("i", 1, IncidentVerdict.Noise), Said("i", 7, IncidentVerdict.Noise)).FactorOf(Sync));

    [Theory]
    [InlineData(IncidentVerdict.Withdrawn, 1)]
    [InlineData(IncidentVerdict.Real, 2)]
    public void Budget_AfterALaterVerdictOnTheSameIncident_IsThatOnes(IncidentVerdict later, double factor) =>
        Assert.Equal(factor, Ledger(Said("i", 2, later), Said("i", 1, IncidentVerdict.Noise)).FactorOf(Sync));

    [Fact]
    public void Verdict_BeforeItsTime_DoesNotCount()
    {
        var ledger = Ledger(Said("i", 5_000, IncidentVerdict.Noise));
        ledger.Advance(4_999);
        Assert.Equal(1, ledger.FactorOf(Sync));
        ledger.Advance(5_000);
        Assert.Equal(0.5, ledger.FactorOf(Sync));
    }

    [Fact]
    public void Verdicts_BeyondTheCapacity_ForgetTheOldest()
    {
        var ledger = Ledger(Said("first", 1, IncidentVerdict.Noise));
        for (var i = 0; i < FeedbackLedger.Capacity; i++)
        {
            ledger.Add(Said($"i{i}", 2 + i, IncidentVerdict.Withdrawn));
            ledger.Advance(2 + i);
        }

        Assert.Equal(1, ledger.FactorOf(Sync));
    }

    [Fact]
    public void Ledger_Restored_IsTheSame()
    {
        var ledger = Ledger(Said("a", 1, IncidentVerdict.Noise), Said("b", 2, IncidentVerdict.Noise));
        ledger.Add(Said("c", 9_000_000, IncidentVerdict.Real));
        var writer = new SnapshotWriter();
        ledger.Save(writer);
        var restored = new FeedbackLedger();
        var reader = new SnapshotReader(writer.Written.Span);
        restored.Restore(ref reader);

        Assert.True(reader.AtEnd);
        Assert.Equal(0.25, restored.FactorOf(Sync));
        restored.Advance(9_000_000);
        Assert.Equal(0.5, restored.FactorOf(Sync));
    }

    [Fact]
    public void Noise_OnAnIncident_AsksForMoreEvidenceNextTimeAndRealForLess()
    {
        var budget = new EvidenceBudget();
        var justEnough = (budget.Page + 0.1, budget.Page - 0.1);

        Assert.True(Pages(justEnough.Item1));
        Assert.False(Pages(justEnough.Item1, Said("i", 1, IncidentVerdict.Noise)));
        Assert.True(Pages(justEnough.Item1, Said("i", 1, IncidentVerdict.Noise), Said("i", 2, IncidentVerdict.Withdrawn)));
        Assert.False(Pages(justEnough.Item2));
        Assert.True(Pages(justEnough.Item2, Said("i", 1, IncidentVerdict.Real)));
    }

    [Fact]
    public void Incident_AfterFeedback_CarriesTheFactorOfItsSignals()
    {
        var opened = Run(11, Said("i", 1, IncidentVerdict.Noise))[0];
        Assert.Equal(0.5, opened.Signals[0].BudgetFactor);
    }

    private static bool Pages(double evidence, params IncidentFeedback[] said) =>
        Run(evidence, said).Exists(update => update.Severity == IncidentSeverity.Page);

    private static List<IncidentUpdate> Run(double evidence, params IncidentFeedback[] said)
    {
        var correlator = SimulatedCluster.NewCorrelator();
        foreach (var feedback in said) correlator.Take(feedback);
        return SimulatedCluster.Run(SimulatedCluster.Scrapes(400, (part, second) => part == "etcd" && second >= 100 ? evidence : 0), correlator);
    }

    private static FeedbackLedger Ledger(params IncidentFeedback[] said)
    {
        var ledger = new FeedbackLedger();
        foreach (var feedback in said) ledger.Add(feedback);
        ledger.Advance(1_000);
        return ledger;
    }

    private static IncidentFeedback Said(string incident, long atMs, IncidentVerdict verdict) => new(incident, atMs, verdict, [Sync]);
}
