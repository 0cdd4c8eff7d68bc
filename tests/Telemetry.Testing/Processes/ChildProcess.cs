using System.Collections.Concurrent;
using System.Diagnostics;

namespace Telemetry.Testing.Processes;

/// <summary>A program started by a test: its output is kept (the last <see cref="MaxLines"/> lines), and disposing ends it.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int MaxLines = 10_000;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private ChildProcess(Process process) => _process = process;

    /// <summary>Process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Lines of stdout so far.</summary>
    public IReadOnlyList<string> Output => [.. _output];

    /// <summary>Lines of stderr so far.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    /// <summary>Starts a program with arguments, and environment variables on top of ours.</summary>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workingDirectory ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        var child = new ChildProcess(process);
        process.OutputDataReceived += (_, line) => Keep(child._output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(child._errors, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>SIGKILL, as the kernel's out-of-memory killer does it, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as Kubernetes does it; the exit code. Fails when it has not ended by the deadline.</summary>
    public async Task<int> StopAsync(TimeSpan deadline)
    {
        Signal("-TERM");
        return await WaitForExitAsync(deadline);
    }

    /// <summary>SIGHUP.</summary>
    public void HangUp() => Signal("-HUP");

    /// <summary>SIGSTOP: it stands still, as on a machine that is paused, until <see cref="Thaw"/>.</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>SIGCONT.</summary>
    public void Thaw() => Signal("-CONT");

    /// <summary>The exit code, once it has ended by itself. Fails when it has not by the deadline.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan deadline)
    {
        using var patience = new CancellationTokenSource(deadline);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"{_process.StartInfo.FileName} had not ended after {deadline}.{Environment.NewLine}{Tail()}", late);
        }

        return _process.ExitCode;
    }

    /// <summary>The last lines of both outputs, for a failing test's message.</summary>
    public string Tail(int lines = 40) =>
        string.Join(Environment.NewLine, Output.TakeLast(lines).Concat(Errors.TakeLast(lines)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var signal = Process.Start("kill", [name, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        signal.WaitForExit();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        while (lines.Count > MaxLines) lines.TryDequeue(out _);
    }
}
