using System.Globalization;
using Telemetry.Testing;
using Telemetry.Testing.Processes;

namespace Telemetry.EndToEnd.Programs;

/// <summary>The real executable, as a user starts it.</summary>
internal sealed class TelemetryProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private TelemetryProcess(ChildProcess child) => Child = child;

    /// <summary>The process.</summary>
    public ChildProcess Child { get; }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "telemetry.dll");

    /// <summary>Starts it with arguments.</summary>
    public static TelemetryProcess Start(params string[] arguments) => Start(arguments, new Dictionary<string, string>());

    /// <summary>Starts it with environment variables and arguments, and waits for nothing.</summary>
    public static TelemetryProcess Start(Dictionary<string, string> variables, params string[] arguments) => Start(arguments, variables);

    private static TelemetryProcess Start(string[] arguments, Dictionary<string, string> variables)
    {
        var environment = new Dictionary<string, string>(variables) { ["DOTNET_NOLOGO"] = "1", ["NO_COLOR"] = "1" };
        return new(ChildProcess.Start("dotnet", [Program, .. arguments], environment));
    }

    /// <summary>Starts a role on a port and waits until it is ready.</summary>
    public static Task<TelemetryProcess> StartRoleAsync(string role, string config, int port, params string[] arguments) =>
        StartPodAsync(pod: null, role, config, port, arguments);

    /// <summary>The same, as the pod of a name.</summary>
    public static Task<TelemetryProcess> StartPodAsync(string? pod, string role, string config, int port, params string[] arguments) =>
        StartAsync(pod is null ? [] : new Dictionary<string, string> { ["POD_NAME"] = pod }, role, config, port, arguments);

    /// <summary>The same, with environment variables, as a kubelet sets them.</summary>
    public static async Task<TelemetryProcess> StartAsync(Dictionary<string, string> variables, string role, string config, int port, params string[] arguments)
    {
        var started = Start([role, "--config", config, "--set", string.Create(CultureInfo.InvariantCulture, $"web.listen-address=127.0.0.1:{port}"), .. arguments], variables);
        using var client = new HttpClient();
        await Eventually.TrueAsync(() => IsReadyAsync(client, started, port), StartDeadline, () => started.Child.Tail());
        return started;
    }

    /// <summary>Starts it, waits for its end, and gives what it printed.</summary>
    public static Task<Finished> RunAsync(TimeSpan deadline, params string[] arguments) => RunAsync([], deadline, arguments);

    /// <summary>The same, with environment variables.</summary>
    public static async Task<Finished> RunAsync(Dictionary<string, string> variables, TimeSpan deadline, params string[] arguments)
    {
        await using var started = Start(variables, arguments);
        var code = await started.Child.WaitForExitAsync(deadline);
        return new Finished(code, started.Child.Output, started.Child.Errors);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Child.DisposeAsync();

    private static async Task<bool> IsReadyAsync(HttpClient client, TelemetryProcess started, int port)
    {
        if (started.Child.HasExited) throw new InvalidOperationException($"It ended before it was ready.{Environment.NewLine}{started.Child.Tail()}");
        try
        {
            using var answer = await client.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/readyz")));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

/// <summary>What a finished run of the executable left.</summary>
internal sealed record Finished(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors);
