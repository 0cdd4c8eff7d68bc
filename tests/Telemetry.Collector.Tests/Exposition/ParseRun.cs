using System.Text.Json;
using Telemetry.Collector.Exposition.Printing;

namespace Telemetry.Collector.Tests.Exposition;

/// <summary>Runs the parse tool on a page in memory and takes its output apart.</summary>
internal sealed class ParseRun
{
    private ParseRun(int exitCode, string output, string errors)
    {
        ExitCode = exitCode;
        Errors = errors;
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Samples = [.. lines.Take(lines.Length - 1).Select(static line => JsonDocument.Parse(line).RootElement)];
        Verdict = lines.Length > 0 ? JsonDocument.Parse(lines[^1]).RootElement : default;
    }

    public const string Text = "text/plain; version=0.0.4";
    public const string OpenMetrics = "application/openmetrics-text; version=1.0.0";

    public int ExitCode { get; }

    public string Errors { get; }

    public IReadOnlyList<JsonElement> Samples { get; }

    public JsonElement Verdict { get; }

    public bool IsValid => Verdict.GetProperty("valid").GetBoolean();

    public int Line => Verdict.GetProperty("line").GetInt32();

    public string Reason => Verdict.GetProperty("reason").GetString()!;

    public static ParseRun Of(byte[] page, string? contentType, bool strict = false)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, page);
            return OfFile(path, contentType, strict);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static ParseRun OfFile(string path, string? contentType = null, bool strict = false)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = ParseTool.Run(path, contentType, strict, output, errors);
        return new ParseRun(exitCode, output.ToString(), errors.ToString());
    }
}
