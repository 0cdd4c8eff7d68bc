using System.CommandLine;

namespace Telemetry.Cli.Commands.Alerts;

/// <summary>The option that chooses between words and JSON.</summary>
internal static class AlertsFormat
{
    private const string Json = "json";

    public static Option<string> Create()
    {
        var format = new Option<string>("--format") { Description = "text, or json as the HTTP interface gives it.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", Json);
        return format;
    }

    public static bool IsJson(ParseResult parsed, Option<string> format) => parsed.GetValue(format) == Json;
}
