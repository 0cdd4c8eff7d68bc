using System.Globalization;
using Telemetry.Testing;
using Telemetry.Testing.Processes;

namespace Telemetry.Benchmarks.Parsing;

/// <summary>Prometheus's expfmt, compiled from Debian's sources and timed in a process of its own.</summary>
internal static class ExpfmtPeer
{
    private const string DebianSources = "/usr/share/gocode";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private static string Source => Path.Combine(Repository.Root, "tests", "Telemetry.Benchmarks", "Parsing", "expfmt.go");

    /// <summary>Null, or why it cannot run here.</summary>
    public static string? Missing =>
        Programs.Find("go") is null ? "go is not installed"
        : Directory.Exists(Path.Combine(DebianSources, "src", "github.com", "prometheus", "common")) ? null
        : "golang-github-prometheus-common-dev is not installed";

    /// <summary>Its figures for each page file.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is its own.</exception>
    public static async Task<IReadOnlyList<ParseSpeed>> MeasureAsync(IEnumerable<string> files)
    {
        var environment = new Dictionary<string, string>
        {
            ["GO111MODULE"] = "off", ["GOPATH"] = DebianSources, ["GOMAXPROCS"] = "1",
            ["GOCACHE"] = Path.Combine(Path.GetTempPath(), "telemetry-bench-go"),
        };
        await using var go = ChildProcess.Start("go", ["run", Source, .. files], environment);
        if (await go.WaitForExitAsync(Deadline) != 0) throw new InvalidOperationException(go.Tail());
        return [.. go.Output.Select(line => line.Split(' ')).Select(parts => new ParseSpeed(Number(parts[^2]), Number(parts[^1])))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>How fast a parser is.</summary>
/// <param name="BytesPerSecond">Bytes of page a second, on one core.</param>
/// <param name="AllocatedPerSample">Bytes allocated for each sample.</param>
internal sealed record ParseSpeed(double BytesPerSecond, double AllocatedPerSample);
