using Telemetry.Collector.Changes;
using Telemetry.Collector.Publishing;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

/// <summary>What is noted when another process answers than before.</summary>
public sealed class ProcessNoteTests
{
    private readonly EncoderRig _rig = new();

    [Fact]
    public void Counter_OfARestartedProcess_BeginsAnewThoughItStandsHigher()
    {
        _rig.EncodeAll(Page(startSeconds: 100, total: 5));
        _rig.EncodeAll(Page(startSeconds: 100, total: 6));

        var lines = _rig.EncodeAll(Page(startSeconds: 200, total: 9));

        Assert.Contains("gauge scrape_note{reason=restarted} 1", lines);
        Assert.Contains("counter etcd_server_leader_changes_seen_total 9 since 2000", lines);
    }

    [Fact]
    public void Process_ThatStartedEarlier_IsAnotherOne()
    {
        _rig.EncodeAll(Page(startSeconds: 200, total: 5));

        Assert.Contains("gauge scrape_note{reason=other_process} 1", _rig.EncodeAll(Page(startSeconds: 100, total: 7)));
        Assert.DoesNotContain(_rig.EncodeAll(Page(startSeconds: 100, total: 8)), line => line.Contains("scrape_note", StringComparison.Ordinal));
    }

    [Fact]
    public void Process_OfAnotherBuild_IsAnotherOneEvenIfItStartedLater()
    {
        var identity = new ProcessIdentity();

        Assert.Equal(ProcessNote.None, identity.Observe(new ProcessFacts(1_000_000, "1.33.1")));
        Assert.Equal(ProcessNote.OtherProcess, identity.Observe(new ProcessFacts(2_000_000, "1.34.0")));
        Assert.Equal(ProcessNote.Restarted, identity.Observe(new ProcessFacts(3_000_000, "1.34.0")));
    }

    [Theory]
    [InlineData(1_001_500, "1.34.0")]
    [InlineData(0, null)]
    [InlineData(1_000_000, null)]
    public void Page_ThatTellsNothingElse_IsOfTheSameProcess(long startMs, string? version)
    {
        var identity = new ProcessIdentity();
        identity.Observe(new ProcessFacts(1_000_000, "1.34.0"));

        Assert.Equal(ProcessNote.None, identity.Observe(new ProcessFacts(startMs, version)));
    }

    private static string Page(long startSeconds, int total) => $"""
        # TYPE process_start_time_seconds gauge
        process_start_time_seconds {startSeconds}
        # TYPE etcd_server_leader_changes_seen_total counter
        etcd_server_leader_changes_seen_total {total}

        """;
}
