namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>Labels or annotations: a name gives the value, the empty text where there is none.</summary>
internal sealed class LabelMap(IReadOnlyDictionary<string, string> labels) : TemplateObject
{
    private const string First = "alertname";

    /// <summary>How many there are.</summary>
    public int Count => labels.Count;

    /// <inheritdoc/>
    public override bool IsTrue => labels.Count > 0;

    /// <summary>Names and values by name, <c>alertname</c> before all others.</summary>
    public IEnumerable<KeyValuePair<string, string>> Sorted =>
        labels.OrderBy(label => label.Key != First).ThenBy(label => label.Key, StringComparer.Ordinal);

    /// <summary>The same in the plain order of the names, in which <c>range</c> goes through it.</summary>
    public IEnumerable<KeyValuePair<string, string>> ByName => labels.OrderBy(label => label.Key, StringComparer.Ordinal);

    /// <summary>The value of a name, empty where there is none.</summary>
    public string this[string name] => labels.GetValueOrDefault(name, "");

    /// <inheritdoc/>
    public override object? Get(string name, IReadOnlyList<object?> arguments) => name switch
    {
        "Remove" => Remove(arguments),
        "SortedPairs" => Plain(new PairList(Sorted), name, arguments),
        "Names" => Plain(TemplateList.OfTexts(Sorted.Select(pair => pair.Key)), name, arguments),
        "Values" => Plain(TemplateList.OfTexts(Sorted.Select(pair => pair.Value)), name, arguments),
        _ => Plain(this[name], name, arguments),
    };

    /// <inheritdoc/>
    public override string Print() => $"map[{string.Join(' ', ByName.Select(pair => $"{pair.Key}:{pair.Value}"))}]";

    private LabelMap Remove(IReadOnlyList<object?> arguments)
    {
        if (arguments is not [TemplateList names]) throw new EvaluationException(".Remove takes one list of names");
        var removed = names.Texts().ToHashSet(StringComparer.Ordinal);
        return new LabelMap(labels.Where(label => !removed.Contains(label.Key)).ToDictionary(StringComparer.Ordinal));
    }
}
