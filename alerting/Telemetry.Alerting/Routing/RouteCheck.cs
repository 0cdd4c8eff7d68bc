using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Routing;

/// <summary>What is wrong with one node of the routing tree by itself.</summary>
internal static class RouteCheck
{
    /// <summary>Everything at once; each result names the property that it is about.</summary>
    public static IEnumerable<ValidationResult> Of(RouteOptions route)
    {
        foreach (var (property, fault) in MatcherList.Faults(route.Matchers, nameof(route.Matchers))
                     .Concat(MatcherList.Faults(route.Match, isPattern: false, nameof(route.Match)))
                     .Concat(MatcherList.Faults(route.MatchRe, isPattern: true, nameof(route.MatchRe))))
        {
            yield return new(fault, [property]);
        }

        foreach (var fault in GroupByFaults(route.GroupBy ?? [])) yield return fault;
        if (route.GroupInterval == TimeSpan.Zero) yield return new("must be more than zero", [nameof(route.GroupInterval)]);
        if (route.RepeatInterval == TimeSpan.Zero) yield return new("must be more than zero", [nameof(route.RepeatInterval)]);
    }

    private static IEnumerable<ValidationResult> GroupByFaults(List<string> labels)
    {
        const string Property = nameof(RouteOptions.GroupBy);
        if (labels.Contains(Route.AllLabels) && labels.Count > 1)
            yield return new($"holds '{Route.AllLabels}', which stands for all labels, and others beside it; keep one of the two", [Property]);
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels.IndexOf(labels[i]) < i) yield return new($"names '{labels[i]}' twice", [$"{Property}[{i}]"]);
            else if (labels[i] != Route.AllLabels && !LabelName.IsValid(labels[i]))
                yield return new($"'{labels[i]}' is no label name; letters, digits and _ make one, not beginning with a digit", [$"{Property}[{i}]"]);
        }
    }
}
