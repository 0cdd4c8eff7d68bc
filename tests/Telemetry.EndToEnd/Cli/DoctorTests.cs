using System.Text.Json;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.EndToEnd.Cli;

/// <summary><c>telemetry doctor</c> and <c>telemetry catalog</c> as programs: shapes and exit codes.</summary>
public sealed class DoctorTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly string Demo = Path.Combine(Repository.Root, "tests", "corpus", "demo");

    [Fact]
    public async Task Doctor_OfARecording_PrintsTheDocumentedJson()
    {
        var finished = await TelemetryProcess.RunAsync(Deadline, "doctor", Demo, "--format", "json");

        Assert.Equal(4, finished.ExitCode);
        using var report = JsonDocument.Parse(string.Join('\n', finished.Output));
        Assert.Equal("warning", report.RootElement.GetProperty("worst").GetString());
        var flag = report.RootElement.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("signal").GetString() == "etcd_grpc");
        Assert.Equal(
            ("warning", "missing", "flag", "etcd", "grpc_server_handling_seconds"),
            (Text(flag, "severity"), Text(flag, "code"), Text(flag, "cause"), Text(flag, "component"), Text(flag, "family")));
        var etcd = report.RootElement.GetProperty("targets").EnumerateArray().Single(target => target.GetProperty("component").GetString() == "etcd");
        Assert.Equal("3.6.5", Text(etcd, "version"));
        Assert.All(
            (string[])["bytes", "samples", "distributions", "series", "parse_ms", "forwarded_samples", "forwarded_bytes"],
            name => Assert.True(etcd.GetProperty("cost").GetProperty(name).GetDouble() > 0, name));
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("never", 0)]
    [InlineData("info", 4)]
    public async Task Doctor_BelowWhatItFailsOn_EndsWell(string failOn, int code)
    {
        var finished = await TelemetryProcess.RunAsync(Deadline, "doctor", Demo, "--fail-on", failOn);

        Assert.Equal(code, finished.ExitCode);
        Assert.Contains(finished.Output, line => line.Contains("grpc_server_handling_seconds is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Doctor_OfNothing_SaysWhatToName()
    {
        var finished = await TelemetryProcess.RunAsync(Deadline, "doctor");

        Assert.Equal(2, finished.ExitCode);
        Assert.Contains("name a recording, a folder of pages or a page", string.Join('\n', finished.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CatalogCheck_OfABadFile_TellsEachErrorWithItsLine()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("catalog.yaml", "signals:\n  - id: etcd_wal_fsync\n    limit: high\n    priority: 9\n");

        var finished = await TelemetryProcess.RunAsync(Deadline, "catalog", "check", file);

        Assert.Equal(1, finished.ExitCode);
        Assert.Contains(finished.Errors, line => line.EndsWith("catalog.yaml:3: limit: 'high' is not a number", StringComparison.Ordinal));
        Assert.Contains(finished.Errors, line => line.EndsWith("catalog.yaml:4: priority: must be 1, 2 or 3", StringComparison.Ordinal));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
