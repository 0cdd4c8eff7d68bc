using System.Diagnostics;

namespace Telemetry.Backtest.Rules;

/// <summary>The <c>prometheus</c> and <c>promtool</c> of this machine.</summary>
/// <param name="Server">Path of <c>prometheus</c>.</param>
/// <param name="Tool">Path of <c>promtool</c>.</param>
internal sealed record PrometheusPrograms(string Server, string Tool)
{
    /// <summary>Those on a search path; null where one of them is not there.</summary>
    /// <param name="searchPath">As <c>PATH</c> has it; null for none.</param>
    public static PrometheusPrograms? Find(string? searchPath) =>
        Find(searchPath, "prometheus") is { } server && Find(searchPath, "promtool") is { } tool ? new PrometheusPrograms(server, tool) : null;

    /// <summary>Runs promtool to its end.</summary>
    /// <exception cref="BacktestException">It failed; the message is its last line.</exception>
    public async Task RunToolAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(Tool, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            await output;
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0) throw new BacktestException($"promtool could not use the samples: {errors.Trim().Split('\n')[^1]}");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static string? Find(string? searchPath, string program) =>
        (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
