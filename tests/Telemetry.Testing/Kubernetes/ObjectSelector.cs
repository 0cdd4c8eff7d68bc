using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Telemetry.Testing.Kubernetes;

/// <summary>Label and field selectors, with the API server's grammar.</summary>
internal sealed partial class ObjectSelector
{
    private readonly List<Func<JsonObject, bool>> _requirements = [];

    /// <summary>Whether it selects anything at all apart.</summary>
    public bool IsEmpty => _requirements.Count == 0;

    /// <summary>Whether it selects an object.</summary>
    public bool Matches(JsonObject candidate) => _requirements.TrueForAll(requirement => requirement(candidate));

    /// <summary>Reads the selectors of a request.</summary>
    /// <exception cref="FormatException">The API server would refuse them; the message is its own.</exception>
    public static ObjectSelector Parse(ResourceKind kind, string labels, string fields)
    {
        var selector = new ObjectSelector();
        foreach (Match part in Requirement().Matches(labels)) selector.AddLabel(part.Value.Trim());
        foreach (var part in fields.Split(',', StringSplitOptions.RemoveEmptyEntries)) selector.AddField(kind, part);
        return selector;
    }

    private void AddLabel(string text)
    {
        if (Set().Match(text) is { Success: true } set)
        {
            var values = set.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries);
            var isIn = set.Groups["operator"].Value == "in";
            AddLabel(set.Groups["key"].Value, value => isIn ? value is not null && values.Contains(value) : value is null || !values.Contains(value));
        }
        else if (Equality().Match(text) is { Success: true } equality)
        {
            var (wanted, isEqual) = (equality.Groups["value"].Value, equality.Groups["operator"].Value != "!=");
            AddLabel(equality.Groups["key"].Value, value => value == wanted == isEqual);
        }
        else if (Existence().Match(text) is { Success: true } existence)
        {
            var isAbsent = existence.Groups["not"].Length > 0;
            AddLabel(existence.Groups["key"].Value, value => value is null == isAbsent);
        }
        else
        {
            throw new FormatException($"unable to parse requirement: found '{text}'");
        }
    }

    private void AddLabel(string key, Func<string?, bool> accepts) =>
        _requirements.Add(candidate => accepts((string?)candidate["metadata"]?["labels"]?[key]));

    private void AddField(ResourceKind kind, string text)
    {
        if (Equality().Match(text) is not { Success: true } equality) throw new FormatException($"invalid field selector: {text}");
        var (field, wanted) = (equality.Groups["key"].Value, equality.Groups["value"].Value);
        var isKnown = field == "metadata.name" || (field == "metadata.namespace" && kind.IsNamespaced) || kind.Fields.Contains(field);
        if (!isKnown) throw new FormatException($"field label not supported: {field}");
        var isEqual = equality.Groups["operator"].Value != "!=";
        _requirements.Add(candidate => ValueOf(candidate, field) == wanted == isEqual);
    }

    private static string ValueOf(JsonObject candidate, string field)
    {
        JsonNode? node = candidate;
        foreach (var part in field.Split('.')) node = (node as JsonObject)?[part];
        return node?.ToString() ?? "";
    }

    [GeneratedRegex(@"[^,(]+(\([^)]*\))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Requirement();

    [GeneratedRegex(@"^(?<key>[\w./-]+)\s+(?<operator>in|notin)\s*\((?<values>[^)]*)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Set();

    [GeneratedRegex(@"^(?<key>[\w./-]+)\s*(?<operator>==|=|!=)\s*(?<value>[\w.:-]*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Equality();

    [GeneratedRegex(@"^(?<not>!?)(?<key>[\w./-]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Existence();
}
