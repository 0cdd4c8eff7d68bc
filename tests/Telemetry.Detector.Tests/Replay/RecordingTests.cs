using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Detector.Tests.Replay;

/// <summary>Recorded clusters with known truth: every incident gets a page of its own with the right root, and nothing else pages.</summary>
public sealed class RecordingTests
{
    // An end is told once its signals have been normal for minutes; a page that stays open takes the next incident for its own.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Demo_EveryIncident_IsPagedOnceWithItsRootFirst() =>
        await JudgeAsync(Path.Combine(Repository.Root, "tests", "corpus", "demo"));

    [CorpusFact]
    public async Task A_EveryIncident_IsPagedOnceWithItsRootFirst() => await JudgeAsync(Corpus.PathOf("recordings", "A"));

    [Fact]
    public async Task Demo_ReplayedTwice_GivesTheSameRecords()
    {
        var folder = Path.Combine(Repository.Root, "tests", "corpus", "demo");
        using var once = new DetectorReplay();
        using var twice = new DetectorReplay();
        await once.RunAsync(folder);
        await twice.RunAsync(folder);

        Assert.Equal(once.Incidents.Select(Line), twice.Incidents.Select(Line));
    }

    private static async Task JudgeAsync(string folder)
    {
        using var replay = new DetectorReplay();
        await replay.RunAsync(folder);
        var truth = RecordedTruth.Load(folder);
        var pages = RecordedTruth.Pages(replay.Incidents);

        foreach (var incident in truth.Where(entry => entry.IsIncident))
        {
            var page = pages.Find(record => incident.Covers(record.At));
            Assert.True(page is not null, $"{incident.Id} was not paged. Pages: {string.Join("; ", pages.Select(Line))}");
            var last = replay.Incidents.FindLast(record => record.IncidentId == page.IncidentId && record.At <= incident.End.AddMinutes(2))!;
            Assert.Equal((incident.Id, incident.Root), (incident.Id, last.Root[0].Component));
            if (incident.End + EndsWithin > replay.Incidents[^1].At) continue;
            Assert.Contains(replay.Incidents, record =>
                record.IncidentId == page.IncidentId && record.Change == IncidentChange.Resolved && record.At <= incident.End + EndsWithin);
        }

        Assert.Empty(pages.Where(page => !truth.Exists(entry => entry.IsIncident && entry.Covers(page.At))).Select(Line));
        Assert.All(replay.Incidents, record => Assert.True(record.Summary.Length <= 160, record.Summary));
    }

    private static string Line(IncidentRecord record) =>
        $"{record.At:HH:mm:ss} {record.Change} {record.IncidentId}/{record.Sequence} {record.Severity} {record.Summary} [{string.Join(' ', record.Signals)}]";
}
