using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>What can be called by name: Go's own functions and those that Alertmanager 0.25 adds.</summary>
internal static class TemplateFunctions
{
    private static readonly FrozenDictionary<string, Func<IReadOnlyList<object?>, object?>> Known = new Dictionary<string, Func<IReadOnlyList<object?>, object?>>(StringComparer.Ordinal)
    {
        ["and"] = static values => values.FirstOrDefault(value => !Comparison.IsTrue(value), values[^1]),
        ["or"] = static values => values.FirstOrDefault(Comparison.IsTrue, values[^1]),
        ["not"] = static values => !Comparison.IsTrue(One(values)),
        ["eq"] = static values => values.Count < 2 ? throw TooFew("eq", 2) : values.Skip(1).Any(other => Comparison.AreEqual(values[0], other)),
        ["ne"] = static values => !Comparison.AreEqual(Two(values).First, values[1]),
        ["lt"] = static values => Comparison.Order(Two(values).First, values[1]) < 0,
        ["le"] = static values => Comparison.Order(Two(values).First, values[1]) <= 0,
        ["gt"] = static values => Comparison.Order(Two(values).First, values[1]) > 0,
        ["ge"] = static values => Comparison.Order(Two(values).First, values[1]) >= 0,
        ["len"] = static values => Elements.Length(One(values)),
        ["index"] = Elements.Index,
        ["slice"] = Elements.Slice,
        ["print"] = Print,
        ["println"] = static values => string.Join(' ', values.Select(ValuePrinter.Print)) + "\n",
        ["printf"] = static values => GoFormat.Print(Text(values[0]), [.. values.Skip(1)]),
        ["html"] = static values => TextEscapes.Html(Joined(values)),
        ["js"] = static values => TextEscapes.Script(Joined(values)),
        ["urlquery"] = static values => TextEscapes.UrlQuery(Joined(values)),
        ["toUpper"] = static values => Text(One(values)).ToUpperInvariant(),
        ["toLower"] = static values => Text(One(values)).ToLowerInvariant(),
        ["title"] = static values => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Text(One(values)).ToLowerInvariant()),
        ["join"] = static values => string.Join(Text(Two(values).First), ListOf(values[1]).Texts()),
        ["match"] = static values => GoPattern.IsMatch(Text(Two(values).First), Text(values[1])),
        ["reReplaceAll"] = static values => values.Count == 3 ? GoPattern.Replace(Text(values[0]), Text(values[1]), Text(values[2])) : throw new EvaluationException("takes 3 arguments"),
        ["safeHtml"] = static values => new SafeHtml(Text(One(values))),
        ["stringSlice"] = static values => TemplateList.OfTexts(values.Select(Text)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All names, sorted.</summary>
    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether there is a function of the name.</summary>
    public static bool IsKnown(string name) => Known.ContainsKey(name);

    /// <summary>Calls a function.</summary>
    /// <exception cref="EvaluationException">It does not take these arguments.</exception>
    public static object? Call(string name, IReadOnlyList<object?> arguments)
    {
        if (arguments.Count == 0 && name is not ("print" or "println" or "stringSlice" or "html" or "js" or "urlquery"))
            throw new EvaluationException($"{name} needs arguments");
        try
        {
            return Known[name](arguments);
        }
        catch (EvaluationException fault)
        {
            throw new EvaluationException($"{name}: {fault.Message}");
        }
    }

    // A space stands between two values of which neither is text.
    private static string Print(IReadOnlyList<object?> values)
    {
        var text = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0 && values[i] is not string && values[i - 1] is not string) text.Append(' ');
            text.Append(ValuePrinter.Print(values[i]));
        }

        return text.ToString();
    }

    private static string Joined(IReadOnlyList<object?> values) => values is [string text] ? text : Print(values);

    private static object? One(IReadOnlyList<object?> values) => values.Count == 1 ? values[0] : throw new EvaluationException("takes one argument");

    private static (object? First, object? Second) Two(IReadOnlyList<object?> values) =>
        values.Count == 2 ? (values[0], values[1]) : throw new EvaluationException("takes two arguments");

    private static EvaluationException TooFew(string name, int needed) => new($"{name} needs at least {needed} arguments");

    private static string Text(object? value) =>
        value switch { string text => text, SafeHtml html => html.Text, _ => throw new EvaluationException($"expected text, found {ValuePrinter.Print(value)}") };

    private static TemplateList ListOf(object? value) => value as TemplateList ?? throw new EvaluationException($"expected a list of texts, found {ValuePrinter.Print(value)}");
}
