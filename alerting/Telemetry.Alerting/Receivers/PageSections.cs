namespace Telemetry.Alerting.Receivers;

/// <summary>What is said of an incident at each level of detail, in the order in which a woken person asks.</summary>
internal static class PageSections
{
    /// <summary>Key of the last section that is needed to act; what follows is for those who look closer.</summary>
    public const string LastEssential = "first_action";

    private const string Impact = "impact";

    /// <summary>The sections that a level of detail leaves; none at the least.</summary>
    public static IReadOnlyList<PageSection> Of(AlertContent content, DetailLevel detail) => detail switch
    {
        DetailLevel.Full => [.. content.Sections, .. Evidence(content)],
        DetailLevel.Brief => Essential(content),
        DetailLevel.Plain => [.. content.Sections.Where(section => section.Key == Impact)],
        _ => [],
    };

    /// <summary>What is needed to act.</summary>
    public static IReadOnlyList<PageSection> Essential(AlertContent content)
    {
        var last = content.Sections.ToList().FindIndex(section => section.Key == LastEssential);
        return [.. content.Sections.Take(last + 1)];
    }

    private static IEnumerable<PageSection> Evidence(AlertContent content)
    {
        yield return new("began", "Began", content.Began);
        if (content.Signals.Count > 0) yield return new("signals", "Signals", string.Join('\n', content.Signals.Select(Describe)));
        yield return new("explanation", "Explanation", string.Join('\n', content.Explanation));
    }

    private static string Describe(SignalLine line) => $"{line.Component} {line.Instance} {line.Signal}: {line.Now}, normally {line.Normal}";
}
