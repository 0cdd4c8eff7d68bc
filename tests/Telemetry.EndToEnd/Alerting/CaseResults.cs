using System.Globalization;
using System.Text;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>
/// Runs the whole table: every life with a process of ours and a real Alertmanager beside, all at the same time. Real processes on a busy
/// machine are a second late now and then, and cases turn on less; so what fails is run again, on its own, and what is wrong fails each time.
/// </summary>
public sealed class CaseResults : IAsyncLifetime
{
    private const int MaxRuns = 3;

    private readonly Dictionary<string, (AlertCase Case, CaseTrace Ours, CaseTrace Theirs)> _results = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a case; null where nothing is.</summary>
    public string? FaultOf(string id)
    {
        var (row, ours, theirs) = _results[id];
        return row.Judge(ours, theirs) is { } fault ? $"{row}: {fault}\n  ours:         {ours.Text}\n  Alertmanager: {theirs.Text}" : null;
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Testing.Programs.Find(AlertmanagerRouter.Program) is null) return;
        await Task.WhenAll(CaseTable.Rows.GroupBy(row => row.Life).Select(life => RunAsync(life.Key, [.. life])));
        Keep();
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    private async Task RunAsync(CaseLife life, IReadOnlyList<AlertCase> cases)
    {
        for (var run = 1; cases.Count > 0 && run <= MaxRuns; run++)
        {
            var ours = new CaseRun(life, cases, ours: true);
            var theirs = new CaseRun(life, cases, ours: false);
            var traces = await Task.WhenAll(ours.RunAsync(), theirs.RunAsync());
            lock (_results)
            {
                foreach (var row in cases) _results[row.Id] = (row, traces[0][row.Id], traces[1][row.Id]);
                cases = [.. cases.Where(row => FaultOf(row.Id) is not null)];
            }
        }
    }

    // The traces are kept beside the other results of the tests.
    private void Keep()
    {
        var text = new StringBuilder("# Cases of alerting: what came of them\n\nSeconds from the begin, receiver, answer, message.\n\n| case | situation | Telemetry | Alertmanager 0.25 | |\n|---|---|---|---|---|\n");
        foreach (var (row, ours, theirs) in CaseTable.Rows.Select(row => _results[row.Id]))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Id} | {row.Situation} | {Cell(ours)} | {Cell(theirs)} | {(row.Judge(ours, theirs) is null ? "✓" : "✗")} |\n");
        }

        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "tests"));
        File.WriteAllText(Path.Combine(folder.FullName, "alert-cases.md"), $"{text}");
    }

    private static string Cell(CaseTrace trace) => trace.Text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal).Replace("; ", "<br>", StringComparison.Ordinal);
}
