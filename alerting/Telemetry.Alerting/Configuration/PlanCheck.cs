using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting.Configuration.AlertmanagerFiles;
using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.Configuration;

/// <summary>What is wrong with alerting's settings as a whole: names that nobody has, and texts that do not fit what they are about.</summary>
internal static class PlanCheck
{
    private const string OwnRoute = nameof(AlertingOptions.Route);
    private const string FileRoute = $"{nameof(AlertingOptions.ConfigFile)}.{nameof(AlertmanagerFile.Route)}";

    /// <summary>Everything at once. Results name members by their path, those of the Alertmanager file too.</summary>
    public static IEnumerable<ValidationResult> FaultsOf(AlertingOptions options) =>
        ReceiverNames(options).Concat(IntervalNames(options)).Concat(Roots(options)).Concat(Routes(options)).Concat(TemplateCheck.FaultsOf(options));

    private static IEnumerable<ValidationResult> ReceiverNames(AlertingOptions options)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var file = options.ConfigFile?.Receivers ?? [];
        for (var i = 0; i < file.Count; i++)
        {
            if (string.IsNullOrEmpty(file[i].Name)) yield return new("has no name", [$"{nameof(options.ConfigFile)}.Receivers[{i}]"]);
            else if (!known.Add(file[i].Name!)) yield return new($"there are two receivers of the name '{file[i].Name}'", [$"{nameof(options.ConfigFile)}.Receivers[{i}].Name"]);
        }

        for (var i = 0; i < options.Receivers.Count; i++)
        {
            if (!known.Add(options.Receivers[i].Name)) yield return new($"there are two receivers of the name '{options.Receivers[i].Name}'", [$"Receivers[{i}].Name"]);
        }
    }

    private static IEnumerable<ValidationResult> IntervalNames(AlertingOptions options)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (interval, member) in IntervalsOf(options))
        {
            if (interval.Name.Length == 0) yield return new("has no name", [member]);
            else if (!known.Add(interval.Name)) yield return new($"there are two time intervals of the name '{interval.Name}'", [$"{member}.Name"]);
        }
    }

    private static IEnumerable<(TimeIntervals.TimeIntervalOptions Interval, string Member)> IntervalsOf(AlertingOptions options)
    {
        var file = options.ConfigFile;
        return (file?.TimeIntervals ?? []).Select((interval, i) => (interval, $"ConfigFile.TimeIntervals[{i}]"))
            .Concat((file?.MuteTimeIntervals ?? []).Select((interval, i) => (interval, $"ConfigFile.MuteTimeIntervals[{i}]")))
            .Concat(options.TimeIntervals.Select((interval, i) => (interval, $"TimeIntervals[{i}]")));
    }

    private static IEnumerable<ValidationResult> Roots(AlertingOptions options)
    {
        if (options.ConfigFile is null)
        {
            if (options.Route is null && options.Receivers.Count > 0) yield return new("is missing; with receivers there must be a route that names one", [OwnRoute]);
            foreach (var fault in RootFaults(options.Route, OwnRoute)) yield return fault;
            yield break;
        }

        foreach (var fault in RootFaults(options.ConfigFile.Route, FileRoute)) yield return fault;
        if (options.Route is { Matchers.Count: 0, Match.Count: 0, MatchRe.Count: 0 })
            yield return new("stands before the routes of config_file and would take every alert; give it matchers", [OwnRoute]);
    }

    private static IEnumerable<ValidationResult> RootFaults(RouteOptions? root, string member)
    {
        if (root is null) yield break;
        if (string.IsNullOrEmpty(root.Receiver)) yield return new("names no receiver; the root route must", [member]);
        if (root.Matchers.Count + root.Match.Count + root.MatchRe.Count > 0) yield return new("has matchers; the root route matches everything", [member]);
        if (root.MuteTimeIntervals.Count + root.ActiveTimeIntervals.Count > 0) yield return new("has mute or active times; the root route holds always", [member]);
        if (root.Continue) yield return new("has siblings to continue with only below the root", [$"{member}.Continue"]);
    }

    private static IEnumerable<ValidationResult> Routes(AlertingOptions options)
    {
        var receivers = (options.ConfigFile?.Receivers ?? []).Select(receiver => receiver.Name ?? "").Concat(options.Receivers.Select(receiver => receiver.Name)).ToHashSet(StringComparer.Ordinal);
        var intervals = IntervalsOf(options).Select(entry => entry.Interval.Name).ToHashSet(StringComparer.Ordinal);
        return RouteFaults(options.ConfigFile?.Route, FileRoute).Concat(RouteFaults(options.Route, OwnRoute));

        IEnumerable<ValidationResult> RouteFaults(RouteOptions? route, string member)
        {
            if (route is null) yield break;
            if (!string.IsNullOrEmpty(route.Receiver) && !receivers.Contains(route.Receiver))
                yield return new($"names the receiver '{route.Receiver}', which is not among the receivers", [$"{member}.Receiver"]);
            foreach (var (names, property) in new[] { (route.MuteTimeIntervals, nameof(route.MuteTimeIntervals)), (route.ActiveTimeIntervals, nameof(route.ActiveTimeIntervals)) })
            {
                for (var i = 0; i < names.Count; i++)
                {
                    if (!intervals.Contains(names[i])) yield return new($"names the time interval '{names[i]}', which is not among the time intervals", [$"{member}.{property}[{i}]"]);
                }
            }

            for (var i = 0; i < route.Routes.Count; i++)
            {
                foreach (var fault in RouteFaults(route.Routes[i], $"{member}.Routes[{i}]")) yield return fault;
            }
        }
    }
}
