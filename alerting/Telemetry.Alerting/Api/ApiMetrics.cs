using System.Diagnostics.Metrics;

namespace Telemetry.Alerting.Api;

/// <summary>What was asked over the API. Alerts posted = taken + refused; what a request that failed as a whole held is in neither.</summary>
internal sealed class ApiMetrics
{
    private readonly Counter<long> _requests;
    private readonly Counter<long> _alerts;

    public ApiMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(AlertingMetrics.MeterName);
        _requests = meter.CreateCounter<long>("telemetry.alerting.api.requests", "{request}", "Requests to the API, by route and HTTP code.");
        _alerts = meter.CreateCounter<long>("telemetry.alerting.api.alerts", "{alert}", "Alerts posted, by whether they were taken.");
    }

    public void Answered(string route, int code) =>
        _requests.Add(1, new KeyValuePair<string, object?>("route", route), new KeyValuePair<string, object?>("code", code));

    public void Taken(AlertPost post)
    {
        if (post.Alerts.Count > 0) _alerts.Add(post.Alerts.Count, new KeyValuePair<string, object?>("taken", true));
        if (post.Refusals.Count > 0) _alerts.Add(post.Refusals.Count, new KeyValuePair<string, object?>("taken", false));
    }
}
