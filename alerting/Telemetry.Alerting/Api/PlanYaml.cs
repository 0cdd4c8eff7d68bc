using System.Globalization;
using System.Text;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Inhibition;
using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.Api;

/// <summary>
/// A plan as an <c>alertmanager.yml</c>: the routing tree, inhibition, and of receivers and time intervals the names. Addresses and secrets
/// are not in it.
/// </summary>
internal static class PlanYaml
{
    private const string Nobody = "none";

    /// <summary>The text.</summary>
    public static string Of(AlertingPlan plan)
    {
        var yaml = new StringBuilder();
        yaml.Append(CultureInfo.InvariantCulture, $"global:\n  resolve_timeout: {Duration(plan.ResolveTimeout)}\nroute:\n");
        Write(yaml, plan.Root, "  ");
        WriteList(yaml, "inhibit_rules:\n", plan.InhibitRules, Write);
        var receivers = plan.Receivers.Select(receiver => receiver.Name).DefaultIfEmpty(Nobody);
        WriteList(yaml, "receivers:\n", receivers, (text, name) => text.Append(CultureInfo.InvariantCulture, $"- name: {Quote(name)}\n"));
        WriteList(yaml, "time_intervals:\n", plan.TimeIntervals.Keys.Order(StringComparer.Ordinal), (text, name) => text.Append(CultureInfo.InvariantCulture, $"- name: {Quote(name)}\n  time_intervals: []\n"));
        return yaml.ToString();
    }

    private static void Write(StringBuilder yaml, Route route, string indent)
    {
        yaml.Append(CultureInfo.InvariantCulture, $"{indent}receiver: {Quote(route.Receiver.Length > 0 ? route.Receiver : Nobody)}\n");
        var groupBy = route.GroupByAll ? [Route.AllLabels] : route.GroupBy;
        if (groupBy.Count > 0) yaml.Append(CultureInfo.InvariantCulture, $"{indent}group_by: [{string.Join(", ", groupBy.Select(Quote))}]\n");
        yaml.Append(CultureInfo.InvariantCulture, $"{indent}group_wait: {Duration(route.GroupWait)}\n{indent}group_interval: {Duration(route.GroupInterval)}\n{indent}repeat_interval: {Duration(route.RepeatInterval)}\n");
        WriteList(yaml, $"{indent}matchers:\n", route.Matchers, (text, matcher) => text.Append(CultureInfo.InvariantCulture, $"{indent}- {Quote(matcher.ToString())}\n"));
        WriteList(yaml, $"{indent}mute_time_intervals:\n", route.MuteTimeIntervals, (text, name) => text.Append(CultureInfo.InvariantCulture, $"{indent}- {Quote(name)}\n"));
        WriteList(yaml, $"{indent}active_time_intervals:\n", route.ActiveTimeIntervals, (text, name) => text.Append(CultureInfo.InvariantCulture, $"{indent}- {Quote(name)}\n"));
        if (route.Continue) yaml.Append(CultureInfo.InvariantCulture, $"{indent}continue: true\n");
        WriteList(yaml, $"{indent}routes:\n", route.Routes, (text, child) =>
        {
            // The child's first line carries the dash of the list in place of its indent.
            var begin = text.Length;
            Write(text, child, indent + "  ");
            text[begin + indent.Length] = '-';
        });
    }

    private static void Write(StringBuilder yaml, InhibitRule rule)
    {
        yaml.Append(CultureInfo.InvariantCulture, $"- source_matchers: [{string.Join(", ", rule.SourceMatchers.Select(matcher => Quote(matcher.ToString())))}]\n");
        yaml.Append(CultureInfo.InvariantCulture, $"  target_matchers: [{string.Join(", ", rule.TargetMatchers.Select(matcher => Quote(matcher.ToString())))}]\n");
        yaml.Append(CultureInfo.InvariantCulture, $"  equal: [{string.Join(", ", rule.Equal.Select(Quote))}]\n");
    }

    private static void WriteList<T>(StringBuilder yaml, string title, IEnumerable<T> entries, Action<StringBuilder, T> write)
    {
        var isFirst = true;
        foreach (var entry in entries)
        {
            if (isFirst) yaml.Append(title);
            isFirst = false;
            write(yaml, entry);
        }
    }

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // Alertmanager's durations have no fractions: whole seconds, else milliseconds.
    private static string Duration(TimeSpan span) => span.Ticks % TimeSpan.TicksPerSecond == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalSeconds}s")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalMilliseconds}ms");
}
