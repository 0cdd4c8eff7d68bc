using System.Diagnostics.Metrics;

namespace Telemetry.Hosting.Access;

/// <summary>Requests that were turned away at the door.</summary>
internal sealed class AccessMetrics
{
    private readonly Counter<long> _refused;

    public AccessMetrics(IMeterFactory meters) => _refused = meters.Create("Telemetry.Hosting").CreateCounter<long>(
        "telemetry.hosting.requests.refused", "{request}", "Requests turned away, by what was wrong: 'origin' another site's page, 'caller' nobody we know.");

    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
