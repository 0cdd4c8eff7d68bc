using System.Diagnostics;

namespace Telemetry.Testing.Processes;

/// <summary>A real server run by a test. Keeps the last lines that it wrote; ends it by its process id.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int KeptLines = 200;
    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<string, bool> _isReady;

    private ServerProcess(ProcessStartInfo start, Func<string, bool> isReady)
    {
        _isReady = isReady;
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"{start.FileName} has ended:\n{Output}"));
    }

    public int Id => _process.Id;

    /// <summary>The last lines that the server wrote.</summary>
    public string Output
    {
        get
        {
            lock (_lock) return string.Join('\n', _lines);
        }
    }

    /// <summary>Starts a program and waits for the line by which it says that it serves.</summary>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start, Func<string, bool> isReady, TimeSpan deadline)
    {
        var server = new ServerProcess(start, isReady);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            await server._ready.Task.WaitAsync(deadline);
            return server;
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{start.FileName} did not come up:\n{server.Output}", e);
        }
    }

    /// <summary>Ends the server as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_lock)
        {
            if (_lines.Count == KeptLines) _lines.Dequeue();
            _lines.Enqueue(line);
        }

        if (_isReady(line)) _ready.TrySetResult();
    }
}
