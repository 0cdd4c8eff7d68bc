using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.EndToEnd.Replaying;

/// <summary>Incidents of recorded clusters, explained by the real executable from a replay's state.</summary>
public sealed partial class ExplainTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan OnsetError = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Demo_Incidents_AreExplainedTrulyAndFeedbackMovesTheNextReplayFromItsTimeOn()
    {
        using var folder = new TemporaryFolder();
        var state = Path.Combine(folder.Path, "state");
        var lines = (await DemoReplay.RunAsync(RecordingCopy.Demo, "--state", state)).Output;
        var pages = PagesOf(lines);
        await JudgeAsync(RecordingCopy.Demo, pages, state);

        var incident = pages[0].GetProperty("incident").GetString()!;
        var said = await SayAsync(incident, state);
        var explained = await TelemetryProcess.RunAsync(Deadline, ["explain", incident, "--state", state]);
        var file = Path.Combine(folder.Path, "feedback.jsonl");
        await File.WriteAllTextAsync(file, said + "\n" + said + "\n");
        var moved = await DemoReplay.RunAsync(RecordingCopy.Demo, "--feedback", file);

        Assert.Equal("ann said noise of it: a test.", explained.Output[^1]);
        Assert.Equal(Before(lines, said), Before(moved.Output, said));
    }

    [CorpusFact]
    public async Task A_Incidents_AreExplainedTruly()
    {
        using var folder = new TemporaryFolder();
        var recording = Corpus.PathOf("recordings", "A");
        await JudgeAsync(recording, PagesOf((await DemoReplay.RunAsync(recording, "--state", folder.Path)).Output), folder.Path);
    }

    private static List<JsonElement> PagesOf(IEnumerable<string> lines) =>
        [.. lines.Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.GetProperty("event").GetString() == "paged")];

    private static async Task<string> SayAsync(string incident, string state)
    {
        var finished = await TelemetryProcess.RunAsync(Deadline, ["feedback", incident, "noise", "--by", "ann", "--note", "a test", "--state", state]);
        Assert.True(finished.ExitCode == 0, string.Join(Environment.NewLine, finished.Errors));
        return Assert.Single(finished.Output);
    }

    // Nothing before its event time is touched.
    private static IEnumerable<string> Before(IEnumerable<string> lines, string said)
    {
        var at = JsonDocument.Parse(said).RootElement.GetProperty("at").GetDateTimeOffset();
        return lines.Where(line => JsonDocument.Parse(line).RootElement.GetProperty("at").GetDateTimeOffset() < at);
    }

    private static async Task JudgeAsync(string recording, List<JsonElement> pages, string state)
    {
        foreach (var truth in IncidentsOf(recording))
        {
            var page = pages.First(line => line.GetProperty("at").GetDateTimeOffset() >= truth.Start && line.GetProperty("at").GetDateTimeOffset() <= truth.End.AddMinutes(2));
            var explained = await ExplainAsync(page.GetProperty("incident").GetString()!, state);
            var lines = explained.GetProperty("text").EnumerateArray().Select(line => line.GetString()!).ToList();

            Assert.Contains(truth.Root, lines[0], StringComparison.Ordinal);
            Assert.InRange(explained.GetProperty("began").GetDateTimeOffset(), truth.Start - OnsetError, truth.Start + OnsetError);
            Assert.Equal([], NumbersWithoutEvidence(lines, explained));
        }

        await AssertRefusedAsync(state);
    }

    private static async Task<JsonElement> ExplainAsync(string incident, string state)
    {
        var finished = await TelemetryProcess.RunAsync(Deadline, ["explain", incident, "--state", state, "--format", "json"]);
        Assert.True(finished.ExitCode == 0, string.Join(Environment.NewLine, finished.Errors));
        var text = await TelemetryProcess.RunAsync(Deadline, ["explain", incident, "--state", state]);
        var explained = JsonDocument.Parse(string.Join('\n', finished.Output)).RootElement;
        Assert.Equal(explained.GetProperty("text").EnumerateArray().Select(line => line.GetString()), text.Output);
        return explained;
    }

    private static async Task AssertRefusedAsync(string state)
    {
        var explained = await TelemetryProcess.RunAsync(Deadline, ["explain", "nothing", "--state", state]);
        var said = await TelemetryProcess.RunAsync(Deadline, ["feedback", "nothing", "noise", "--by", "ann", "--state", state]);
        foreach (var refused in (Finished[])[explained, said])
        {
            Assert.Equal(1, refused.ExitCode);
            Assert.StartsWith("No incident nothing is kept in", Assert.Single(refused.Errors), StringComparison.Ordinal);
        }
    }

    // Names hold digits that are no numbers; what is told of a change, and the advice, is taken over word for word.
    private static List<string> NumbersWithoutEvidence(List<string> lines, JsonElement evidence)
    {
        var known = NumbersOf(evidence).ToHashSet(StringComparer.Ordinal);
        var words = evidence.GetProperty("signals").EnumerateArray().SelectMany(signal => (string[])[signal.GetProperty("instance").GetString()!, signal.GetProperty("title").GetString()!])
            .Concat(evidence.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("summary").GetString()!))
            .Concat(evidence.TryGetProperty("worsened", out var worsened) ? [worsened.GetProperty("title").GetString()!] : (string[])[])
            .Append("p99").OrderByDescending(word => word.Length).ToList();
        var text = string.Join('\n', lines.Where(line => !line.StartsWith("First action", StringComparison.Ordinal)));
        foreach (var word in words) text = text.Replace(word, "", StringComparison.Ordinal);
        return [.. Number().Matches(text).Select(match => match.Value).Where(number => !known.Contains(number))];
    }

    private static IEnumerable<string> NumbersOf(JsonElement evidence) => evidence.ValueKind switch
    {
        JsonValueKind.Object => evidence.EnumerateObject().Where(property => property.Name is not ("text" or "pictures")).SelectMany(property => NumbersOf(property.Value)),
        JsonValueKind.Array => evidence.EnumerateArray().SelectMany(NumbersOf).Append(Unknown(evidence)),
        JsonValueKind.String when DateTimeOffset.TryParse(evidence.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) =>
            [time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)],
        JsonValueKind.Number => PrintedOf(evidence.GetDouble()),
        _ => [],
    };

    // What the candidates leave over.
    private static string Unknown(JsonElement list) => list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("probability", out _))
        ? Math.Max(0, 100 * (1 - list.EnumerateArray().Sum(item => item.GetProperty("probability").GetDouble()))).ToString("0", CultureInfo.InvariantCulture) : "";

    // In the units that people read: as it is, in percent, in thousandths and millionths; three digits, or whole.
    private static IEnumerable<string> PrintedOf(double value)
    {
        foreach (var scaled in (double[])[value, value * 100, value * 1e3, value * 1e6])
        {
            yield return Math.Abs(scaled).ToString("0", CultureInfo.InvariantCulture);
            if (scaled == 0) continue;
            var digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(scaled))), 0, 15);
            yield return Math.Round(Math.Abs(scaled), digits).ToString("0.###############", CultureInfo.InvariantCulture);
        }
    }

    private static IEnumerable<(DateTimeOffset Start, DateTimeOffset End, string Root)> IncidentsOf(string recording)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(recording, "manifest.json")));
        return [.. manifest.RootElement.GetProperty("events").EnumerateArray().Where(entry => entry.GetProperty("kind").GetString() == "incident").Select(entry => (
            DateTimeOffset.FromUnixTimeMilliseconds(entry.GetProperty("start_ms").GetInt64()), DateTimeOffset.FromUnixTimeMilliseconds(entry.GetProperty("end_ms").GetInt64()),
            entry.GetProperty("root").GetProperty("component").GetString()!))];
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|\d+(\.\d+)?")]
    private static partial Regex Number();
}
