namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>Names with their values, in an order.</summary>
internal sealed class PairList(IEnumerable<KeyValuePair<string, string>> pairs) : TemplateList([.. pairs.Select(pair => new Pair(pair.Key, pair.Value))])
{
    /// <inheritdoc/>
    public override object? Get(string name, IReadOnlyList<object?> arguments) => name switch
    {
        "Names" => Plain(OfTexts(Items.Cast<Pair>().Select(pair => pair.Name)), name, arguments),
        "Values" => Plain(OfTexts(Items.Cast<Pair>().Select(pair => pair.Value)), name, arguments),
        _ => throw Unknown(name, "a list of pairs"),
    };

    private sealed class Pair(string pairName, string value) : TemplateObject
    {
        public string Name => pairName;

        public string Value => value;

        public override object? Get(string name, IReadOnlyList<object?> arguments) => name switch
        {
            "Name" => Plain(pairName, name, arguments),
            "Value" => Plain(value, name, arguments),
            _ => throw Unknown(name, "a pair"),
        };

        public override string Print() => $"{{{pairName} {value}}}";
    }
}
