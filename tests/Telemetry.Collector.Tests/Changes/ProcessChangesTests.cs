using Telemetry.Collector.Changes;
using Telemetry.Contracts;
using Telemetry.Contracts.Changes;
using Xunit;

namespace Telemetry.Collector.Tests.Changes;

public sealed class ProcessChangesTests
{
    private static readonly TargetId Target = new("c", "etcd", "etcd-0");

    private readonly ProcessChanges _changes = new();

    [Fact]
    public void Process_SeenFirst_IsNoChange() => Assert.Empty(Observe(1_000_000, "3.6.5"));

    [Fact]
    public void Process_Restarted_TellsBothStartTimes()
    {
        Observe(1_000_000, "3.6.5");

        var change = Assert.Single(Observe(9_000_000, "3.6.5"));
        Assert.Equal((ChangeSubjects.StartTime, "1970-01-01T00:16:40Z", "1970-01-01T02:30:00Z"), (change.What, change.From, change.To));
        Assert.Equal("etcd", change.Component);
        Assert.Empty(Observe(9_000_000, "3.6.5"));
    }

    [Fact]
    public void Process_OfAnotherVersion_TellsVersionAndRestart()
    {
        Observe(1_000_000, "3.6.5");

        Assert.Equal([("3.6.5", "3.6.6"), ("1970-01-01T00:16:40Z", "1970-01-01T02:30:00Z")], Observe(9_000_000, "3.6.6").Select(change => (change.From, change.To)));
    }

    [Fact]
    public void StartTime_ThatWavers_IsNoRestartHoweverFarItCreeps()
    {
        Observe(1_000_000, null);

        Assert.Empty(Observe(1_001_500, null));
        Assert.Empty(Observe(999_000, null));
        Assert.Single(Observe(1_003_000, null));
    }

    [Fact]
    public void Page_ThatTellsNothing_ForgetsNothing()
    {
        Observe(1_000_000, "1");

        Assert.Empty(Observe(0, null));
        Assert.Empty(_changes.Observe(Target, "etcd", default, 1));
        Assert.Equal(2, Observe(9_000_000, "2").Count);
    }

    [Fact]
    public void Pages_OfOneProcess_GiveOneId()
    {
        var other = Target with { Job = "etcd-health" };
        Observe(1_000_000, null);
        _changes.Observe(other, "etcd", new ProcessFacts(1_000_000, null), 1);

        Assert.Equal(Assert.Single(Observe(9_000_000, null)).ChangeId, Assert.Single(_changes.Observe(other, "etcd", new ProcessFacts(9_000_000, null), 2)).ChangeId);
    }

    private IReadOnlyList<ChangeRecord> Observe(long startMs, string? version) => _changes.Observe(Target, "etcd", new ProcessFacts(startMs, version), atMs: 10_000_000);
}
