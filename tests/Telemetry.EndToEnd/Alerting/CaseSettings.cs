using System.Text;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>One <c>alertmanager.yml</c> for all cases of a life: a route for each, told apart by the label <c>case</c>.</summary>
internal static class CaseSettings
{
    private const string Head = """
        global:
          resolve_timeout: 10s
        inhibit_rules:
        - source_matchers: ['severity="critical"']
          target_matchers: ['severity="warning"']
          equal: [case, svc]
        time_intervals:
        - name: always
          time_intervals:
          - weekdays: ['sunday:saturday']
        route:
          receiver: none
          routes:

        """;

    public static string Of(IReadOnlyList<AlertCase> cases, string standIn, bool ours)
    {
        var yaml = new StringBuilder(Head);
        foreach (var row in cases)
        {
            yaml.Append("  - matchers: ['case=\"").Append(row.Id).Append("\"']\n    receiver: ").Append(row.Id).Append('\n');
            Indent(yaml, row.Route, "    ");
            if (ours) Indent(yaml, row.OursOnly, "    ");
        }

        yaml.Append("receivers:\n- name: none\n");
        foreach (var row in cases) Indent(yaml, row.ReceiversOrDefault.Replace("{S}", $"{standIn}/{row.Id}", StringComparison.Ordinal), "");
        return $"{yaml}";
    }

    private static void Indent(StringBuilder yaml, string lines, string indentation)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)) yaml.Append(indentation).Append(line).Append('\n');
    }
}
