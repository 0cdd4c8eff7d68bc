using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Telemetry.Hosting.Diagnostics;

/// <summary>Structured logs on stderr: stdout belongs to the results of a command.</summary>
public static class ConsoleLogs
{
    public static void Configure(ILoggingBuilder logging, LogOptions options)
    {
        logging.SetMinimumLevel(options.Level);
        // The framework speaks of every request and every start; its warnings are what concerns an operator.
        logging.AddFilter("Microsoft", Max(options.Level, LogLevel.Warning));
        logging.AddFilter("System", Max(options.Level, LogLevel.Warning));
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.Format == LogFormat.Json) logging.AddJsonConsole(SetTime);
        else logging.AddSimpleConsole(text =>
        {
            SetTime(text);
            text.SingleLine = true;
            text.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }

    private static void SetTime(ConsoleFormatterOptions formatter)
    {
        formatter.UseUtcTimestamp = true;
        formatter.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
    }

    private static LogLevel Max(LogLevel one, LogLevel other) => one > other ? one : other;
}
