using Telemetry.EndToEnd.Programs;
using Xunit;

namespace Telemetry.EndToEnd.Replaying;

/// <summary><c>telemetry demo</c>, as a first-time user sees it.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Demo_WithTheBundledRecording_ShowsDriftRootPageStockRuleAndResolve()
    {
        var finished = await TelemetryProcess.RunAsync(Deadline, "demo");

        var text = string.Join('\n', finished.Output);
        Assert.Equal(0, finished.ExitCode);
        foreach (var expected in (string[])["drift", "root      etcd", "the pager rings", "none did", "resolved"]) Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_OnAStretchWithoutAnIncident_Fails()
    {
        using var quiet = new TemporaryFolder();
        RecordingCopy.FirstSeconds(RecordingCopy.Demo, quiet.Path, seconds: 295);

        var finished = await TelemetryProcess.RunAsync(Deadline, "demo", "--recording", quiet.Path);

        Assert.NotEqual(0, finished.ExitCode);
        Assert.Contains("No page came", string.Join('\n', finished.Output), StringComparison.Ordinal);
    }
}
