using Telemetry.EndToEnd.Programs;
using Telemetry.Testing.Receivers;

namespace Telemetry.EndToEnd.Line;

/// <summary>The settings of a process that takes no scrapes and pages one pager for the incidents in its storage.</summary>
internal static class PagedStandalone
{
    /// <summary>Writes them.</summary>
    public static string WriteSettings(TemporaryFolder folder, PagerDutyStandIn pager) => folder.Write("telemetry.yaml", $"""
        cluster:
          name: test
        storage:
          path: {folder["data"]}
        alerting:
          route:
            receiver: pager
          receivers:
            - name: pager
              pagerduty_configs:
                - url: {pager.Url}
                  routing_key_file: {folder.Write("routing-key", "0123456789abcdef0123456789abcdef")}
        """);
}
