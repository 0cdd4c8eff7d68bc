using System.Globalization;
using YamlDotNet.Core;
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
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException exception)
        {
            errors.Add($"{source}:{exception.End.Line}: not YAML: {exception.Message}");
            return [];
        }

        if (stream.Documents is [{ RootNode: YamlMappingNode root }] && root.Children.TryGetValue(key, out var list) && list is YamlSequenceNode items)
            return items.Select(item => Mapping(item, source, errors)).OfType<YamlFields>();
        errors.Add($"{source}:1: expected a list under the key '{key}'");
        return [];
    }

    public void Fail(string field, string problem) => _errors.Add($"{_source}:{LineOf(field)}: {field}: {problem}");

    public string Text(string field)
    {
        if (Find(field) is YamlScalarNode { Value: { } value }) return value;
        Fail(field, "missing; give it a value");
        return "";
    }

    public string? OptionalText(string field) => (Find(field) as YamlScalarNode)?.Value;

    public bool Flag(string field, bool otherwise) => OptionalText(field) switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        var other => Otherwise(field, $"'{other}' is neither true nor false", otherwise),
    };

    public double Number(string field, double otherwise) => OptionalText(field) is { } text ? ParseNumber(field, text, otherwise) : otherwise;

    public T Choice<T>(string field, T otherwise) where T : struct, Enum
    {
        if (OptionalText(field) is not { } text) return otherwise;
        if (Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)) return value;
        return Otherwise(field, $"'{text}' is not one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}", otherwise);
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
