using System.Globalization;
using System.Text;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.EndToEnd.Replaying;

/// <summary>A processor with narrower vectors sees the same: scores within 1e-9, and every incident under the same id.</summary>
public sealed class VectorWidthTests(DemoReplay demo) : IClassFixture<DemoReplay>
{
    private const double Tolerance = 1e-9;
    private const int Rows = 1_500;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    // The runtime then compiles without any vector but the processor's least.
    private static readonly Dictionary<string, string> Narrow = new() { ["DOTNET_EnableHWIntrinsic"] = "0" };

    [Fact]
    public async Task Incidents_OnNarrowVectors_AreTheSame()
    {
        var finished = await TelemetryProcess.RunAsync(Narrow, Deadline, "replay", RecordingCopy.Demo, "--format", "json");

        Assert.Equal(demo.Lines.Select(IdentityOf), finished.Output.Select(IdentityOf));
    }

    [Fact]
    public async Task Scores_OnNarrowVectors_AgreeToABillionth()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["table.csv"], Table());

        var wide = await ScoresAsync([], folder, "wide.csv");
        var narrow = await ScoresAsync(Narrow, folder, "narrow.csv");

        Assert.Equal(2 * Rows, wide.Length);
        Assert.Equal(wide.Length, narrow.Length);
        Assert.Contains(wide, score => score > 3);
        for (var i = 0; i < wide.Length; i++) Assert.Equal(wide[i], narrow[i], Tolerance);
    }

    private static string IdentityOf(string line) => string.Join(' ', line.Split(',').Where(member => member.StartsWith("\"event\"", StringComparison.Ordinal)
        || member.StartsWith("\"at\"", StringComparison.Ordinal) || member.StartsWith("\"incident\"", StringComparison.Ordinal)));

    // A latency and a load; the latency doubles near the end.
    private static string Table()
    {
        var random = new Random(71);
        var text = new StringBuilder("timestamp,a|latency,a|load\n");
        for (var row = 0; row < Rows; row++)
        {
            var latency = (row > Rows * 9 / 10 ? 2 : 1) * (20 + (3 * random.NextDouble()));
            text.Append(CultureInfo.InvariantCulture, $"{row * 60},{latency:R},{100 + (40 * Math.Sin(row * Math.PI / 720)) + (5 * random.NextDouble()):R}\n");
        }

        return text.ToString();
    }

    private static async Task<double[]> ScoresAsync(Dictionary<string, string> variables, TemporaryFolder folder, string name)
    {
        var finished = await TelemetryProcess.RunAsync(variables, Deadline, "backtest", "--csv", folder["table.csv"], "--scores", folder[name]);
        Assert.True(finished.ExitCode == 0, string.Join(Environment.NewLine, finished.Errors));
        return [.. File.ReadLines(folder[name]).Skip(1).Select(line => line.Split(',')[3]).Select(score => score.Length == 0 ? double.NaN : double.Parse(score, CultureInfo.InvariantCulture))];
    }
}
