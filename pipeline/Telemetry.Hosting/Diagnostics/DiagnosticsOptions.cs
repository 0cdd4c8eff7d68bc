using Microsoft.Extensions.Logging;

namespace Telemetry.Hosting.Diagnostics;

/// <summary>How the process reports on itself: logs, and traces and metrics by OTLP.</summary>
public sealed class DiagnosticsOptions
{
    public LogOptions Log { get; set; } = new();

    public OtlpOptions Otlp { get; set; } = new();
}

/// <summary>Logs go to stderr.</summary>
public sealed class LogOptions
{
    /// <summary>The least serious level that is written.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>One line of text or one JSON object an event.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;
}

/// <summary>The form of a log line.</summary>
public enum LogFormat
{
    Text,
    Json,
}
