using System.Text.Json;
using Telemetry.EndToEnd.Programs;
using Xunit;

namespace Telemetry.EndToEnd.Replaying;

/// <summary>One unbroken replay of the demo recording, which the tests compare with.</summary>
public sealed class DemoReplay : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <summary>Its lines.</summary>
    public IReadOnlyList<string> Lines { get; private set; } = [];

    /// <summary>Its lines, parsed.</summary>
    public IReadOnlyList<JsonElement> Events { get; private set; } = [];

    /// <summary>Replays a recording; fails when it does not end well.</summary>
    internal static async Task<Finished> RunAsync(string recording, params string[] arguments)
    {
        var finished = await TelemetryProcess.RunAsync(Deadline, ["replay", recording, "--format", "json", .. arguments]);
        Assert.True(finished.ExitCode == 0, string.Join(Environment.NewLine, finished.Errors));
        return finished;
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Lines = (await RunAsync(RecordingCopy.Demo)).Output;
        Events = [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;
}
