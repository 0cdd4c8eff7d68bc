using System.Reflection;
using System.Runtime.InteropServices;
using Telemetry.Alerting.Configuration;

namespace Telemetry.Alerting.Api;

/// <summary><c>/api/v2/status</c> and <c>/api/v2/receivers</c>.</summary>
internal sealed class StatusEndpoints(CurrentPlan plan, TimeProvider time)
{
    // amtool warns where this is another version than its own: it is the release whose API this is.
    private const string ApiRelease = "0.25.0";

    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <summary>
    /// What runs here, with routes, rules and names of receivers in <c>config.original</c>: what <c>amtool config routes</c> works on. There
    /// is no cluster to speak of: replicas share the stream.
    /// </summary>
    public Task<ApiAnswer> GetStatusAsync(ApiCall call)
    {
        var program = typeof(StatusEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        return Task.FromResult(ApiAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("cluster");
            json.WriteStartArray("peers");
            json.WriteEndArray();
            json.WriteString("status", "disabled");
            json.WriteEndObject();
            json.WriteStartObject("config");
            json.WriteString("original", PlanYaml.Of(plan.Plan));
            json.WriteEndObject();
            json.WriteString("uptime", ApiTime.Format(_started));
            json.WriteStartObject("versionInfo");
            json.WriteString("branch", "telemetry");
            json.WriteString("buildDate", "");
            json.WriteString("buildUser", "");
            json.WriteString("goVersion", RuntimeInformation.FrameworkDescription);
            json.WriteString("revision", $"telemetry {program}");
            json.WriteString("version", ApiRelease);
            json.WriteEndObject();
            json.WriteEndObject();
        }));
    }

    /// <summary>Names of the receivers.</summary>
    public Task<ApiAnswer> GetReceiversAsync(ApiCall call) => Task.FromResult(ApiAnswer.Json(json =>
    {
        json.WriteStartArray();
        foreach (var receiver in plan.Plan.Receivers) AlertJson.WriteReceiver(json, receiver.Name);
        json.WriteEndArray();
    }));
}
