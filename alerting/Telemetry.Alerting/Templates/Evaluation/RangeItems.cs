namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>What <c>range</c> goes through: the index and value of a list, or the name and value of a map by name.</summary>
internal static class RangeItems
{
    /// <summary>The turns; none for nil.</summary>
    public static IEnumerable<(object Key, object? Item)> Of(object? over) => over switch
    {
        null => [],
        TemplateList list => list.Items.Select((item, index) => ((object)(long)index, item)),
        LabelMap map => map.ByName.Select(pair => ((object)pair.Key, (object?)pair.Value)),
        _ => throw new EvaluationException($"range cannot go through {ValuePrinter.Print(over)}"),
    };
}
