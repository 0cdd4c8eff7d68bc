using System.Diagnostics;

namespace Telemetry.Testing.Processes;

/// <summary>A program that a test runs to its end.</summary>
public static class Tool
{
    /// <summary>Runs a program and gives what it wrote; a failure throws with that text.</summary>
    public static async Task<string> RunAsync(ProcessStartInfo start, TimeSpan deadline)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            var text = await output + await errors;
            return process.ExitCode == 0
                ? text
                : throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}:\n{text}");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
