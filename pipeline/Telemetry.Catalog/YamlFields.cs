using System.Globalization;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Telemetry.Catalog;

/// <summary>Reads the fields of one YAML mapping, collecting every error with its line instead of stopping at the first.</summary>
internal sealed class YamlFields
{
    private readonly YamlMappingNode _node;
    private readonly string _source;
    private readonly List<string> _errors;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public YamlFields(YamlMappingNode node, string source, List<string> errors)
    {
        _node = node;
        _source = source;
        _errors = errors;
    }

    /// <summary>The mappings of the sequence under a top-level key.</summary>
    public static IEnumerable<YamlFields> ReadList(string yaml, string key, string source, List<string> errors)
    {
        if (YamlText.Read(yaml, source, errors) is not { } documents) return [];
        if (documents is [{ RootNode: YamlMappingNode root }] && root.Children.TryGetValue(key, out var list) && list is YamlSequenceNode items)
            return items.Select(item => Mapping(item, source, errors)).OfType<YamlFields>();
        errors.Add($"{source}:1: expected a list under the key '{key}'");
        return [];
    }

    public void Fail(string field, string problem) => _errors.Add($"{_source}:{LineOf(field)}: {field}: {problem}");

    public void FailMissing(string field) => Fail(field, "missing; give it a value");

    /// <summary>Whether the field is written, with a value or without.</summary>
    public bool Has(string field) => Find(field) is not null;

    public string Text(string field)
    {
        if (OptionalText(field) is { } value) return value;
        if (!Has(field)) FailMissing(field);
        return "";
    }

    public string? OptionalText(string field) => Find(field) switch
    {
        null => null,
        YamlScalarNode scalar => scalar.Value,
        _ => Otherwise<string?>(field, "expected a text", null),
    };

    public bool Flag(string field, bool otherwise) => OptionalText(field) switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        var other => Otherwise(field, $"'{other}' is neither true nor false", otherwise),
    };

    public double Number(string field, double otherwise) => OptionalText(field) is { } text ? ParseNumber(field, text, otherwise) : otherwise;

    /// <summary>A value of an enum by its name in snake case; null where there is none of that name.</summary>
    public object? Choice(string field, Type type)
    {
        if (OptionalText(field) is not { } text) return null;
        foreach (var value in Enum.GetValues(type))
            if (NameOf(value) == text) return value;
        return Otherwise<object?>(field, $"'{text}' is not one of {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(NameOf))}", null);
    }

    /// <summary>A version such as 1.29; null where it is none.</summary>
    public SoftwareVersion? Version(string field)
    {
        if (OptionalText(field) is not { } text) return null;
        return SoftwareVersion.TryParse(text, out var version) ? version : Otherwise<SoftwareVersion?>(field, $"'{text}' is no version; write it as \"1.29\"", null);
    }

    /// <summary>A list whose items are a text or a mapping.</summary>
    public IReadOnlyList<T> Items<T>(string field, Func<string, T> ofText, Func<YamlFields, T> ofFields)
    {
        if (Find(field) is not YamlSequenceNode list) return Otherwise<IReadOnlyList<T>>(field, "expected a list", []);
        var items = new List<T>();
        foreach (var node in list)
        {
            if (node is YamlScalarNode { Value: { } text }) items.Add(ofText(text));
            else if (Mapping(node, _source, _errors) is { } fields) items.Add(ofFields(fields));
        }

        return items;
    }

    public IReadOnlyList<string> Texts(string field) =>
        Find(field) is { } node ? Scalars(field, node) : [];

    public IReadOnlyList<double> Numbers(string field) =>
        [.. Texts(field).Select(text => ParseNumber(field, text, double.NaN))];

    public IReadOnlyDictionary<string, double> Weights(string field) =>
        Pairs(field).ToDictionary(pair => pair.Key, pair => ParseNumber(field, (pair.Value as YamlScalarNode)?.Value ?? "", 0), StringComparer.Ordinal);

    public IReadOnlyList<LabelFilter> Filters(string field) =>
        [.. Pairs(field).Select(pair => new LabelFilter(pair.Key, Scalars(field, pair.Value)))];

    /// <summary>Reports fields that nobody asked for; called last.</summary>
    public void RejectUnknown()
    {
        foreach (var key in _node.Children.Keys.OfType<YamlScalarNode>())
            if (!_known.Contains(key.Value ?? "")) _errors.Add($"{_source}:{key.Start.Line}: unknown field '{key.Value}'; known are {string.Join(", ", _known)}");
    }

    private static string NameOf(object value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()!);

    private static YamlFields? Mapping(YamlNode item, string source, List<string> errors)
    {
        if (item is YamlMappingNode mapping) return new YamlFields(mapping, source, errors);
        errors.Add($"{source}:{item.Start.Line}: expected fields, found '{item}'");
        return null;
    }

    private YamlNode? Find(string field)
    {
        _known.Add(field);
        return _node.Children.TryGetValue(field, out var node) ? node : null;
    }

    private IEnumerable<KeyValuePair<string, YamlNode>> Pairs(string field)
    {
        var node = Find(field);
        if (node is null) return [];
        if (node is YamlMappingNode mapping) return mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value ?? "", pair.Value));
        return Otherwise<IEnumerable<KeyValuePair<string, YamlNode>>>(field, "expected names with values", []);
    }

    private IReadOnlyList<string> Scalars(string field, YamlNode node)
    {
        if (node is YamlSequenceNode list && list.Children.All(item => item is YamlScalarNode))
            return [.. list.Children.Select(item => ((YamlScalarNode)item).Value ?? "")];
        return Otherwise<IReadOnlyList<string>>(field, "expected a list, as in [a, b]", []);
    }

    private double ParseNumber(string field, string text, double otherwise) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : Otherwise(field, $"'{text}' is not a number", otherwise);

    private T Otherwise<T>(string field, string problem, T otherwise)
    {
        Fail(field, problem);
        return otherwise;
    }

    private long LineOf(string field) =>
        _node.Children.Keys.FirstOrDefault(key => (key as YamlScalarNode)?.Value == field)?.Start.Line ?? _node.Start.Line;
}
