namespace Telemetry.Testing.Receivers;

/// <summary>The written contract of Grafana IRM's formatted webhook, read strictly.</summary>
public static class GrafanaIrmContract
{
    private const int MaxBytes = 512_000;

    /// <summary>Everything that is wrong with a message.</summary>
    public static IReadOnlyList<string> FaultsOf(StandInRequest request) => JsonContract.FaultsOf(request, MaxBytes, message =>
    [
        .. JsonContract.Unknown(message, "alert_uid", "title", "image_url", "state", "link_to_upstream_details", "message"),
        .. JsonContract.Required(message, "alert_uid", 255), .. JsonContract.Required(message, "title", 1024),
        .. JsonContract.Text(message, "state") is "alerting" or "ok" ? [] : new[] { "state is neither alerting nor ok" },
        .. JsonContract.Optional(message, "image_url", 3000), .. JsonContract.Optional(message, "link_to_upstream_details", 3000),
        .. JsonContract.Optional(message, "message", 100_000),
    ]);
}
