using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Telemetry.Contracts.Incidents;
using Telemetry.Series.Intake;
using Telemetry.Series.Matching;

namespace Telemetry.Series.Api;

/// <summary>Answers <c>status/buildinfo</c>, <c>metadata</c> and <c>alerts</c>.</summary>
internal sealed class StatusEndpoints(IncidentLedger ledger)
{
    /// <summary>
    /// The Prometheus whose API this is. Grafana chooses requests by it: below 2.24 it asks for series where we answer label values.
    /// </summary>
    public const string ApiVersion = "2.53.0";

    private static readonly string Revision =
        typeof(StatusEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static Task<ApiAnswer> BuildInfoAsync() => Task.FromResult<ApiAnswer>((json, _) =>
    {
        json.WriteStartObject();
        json.WriteString("version", ApiVersion);
        json.WriteString("revision", Revision);
        json.WriteString("branch", "telemetry");
        json.WriteString("buildUser", "");
        json.WriteString("buildDate", "");
        json.WriteString("goVersion", "");
        json.WriteEndObject();
        return ValueTask.CompletedTask;
    });

    public static Task<ApiAnswer> MetadataAsync(ApiParameters parameters)
    {
        var metric = parameters.Get("metric");
        var described = SeriesNames.Described.Where(series => metric.Length == 0 || series.Name == metric).Take(parameters.Limit());
        return Task.FromResult<ApiAnswer>((json, _) =>
        {
            json.WriteStartObject();
            foreach (var (name, help) in described)
            {
                json.WriteStartArray(name);
                json.WriteStartObject();
                json.WriteString("type", "gauge");
                json.WriteString("help", help);
                json.WriteString("unit", "");
                json.WriteEndObject();
                json.WriteEndArray();
            }

            json.WriteEndObject();
            return ValueTask.CompletedTask;
        });
    }

    public Task<ApiAnswer> AlertsAsync()
    {
        var open = ledger.Open;
        return Task.FromResult<ApiAnswer>(async (json, cancellationToken) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("alerts");
            foreach (var incident in open)
            {
                WriteAlert(json, incident);
                await ResultWriter.FlushIfLargeAsync(json, cancellationToken);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteAlert(Utf8JsonWriter json, IncidentRecord incident)
    {
        json.WriteStartObject();
        json.WritePropertyName("labels");
        ResultWriter.WriteLabels(json, LabelSet.Of(name: null, IncidentLabels.AlertLabels(incident)));
        json.WriteStartObject("annotations");
        json.WriteString("summary", incident.Summary);
        json.WriteEndObject();
        json.WriteString("state", IncidentLabels.State(incident));
        json.WriteString("activeAt", incident.Began.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        json.WriteString("value", SampleText.AlertValue(incident.Signals.Count > 0 ? incident.Signals[0].Score : 1));
        json.WriteEndObject();
    }
}
