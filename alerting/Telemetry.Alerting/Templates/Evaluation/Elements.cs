using System.Text;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>Parts of texts, lists and maps. A text is counted in bytes, as Go does.</summary>
internal static class Elements
{
    /// <summary>How many parts a value has.</summary>
    public static object Length(object? value) => value switch
    {
        string text => (long)Encoding.UTF8.GetByteCount(text),
        LabelMap map => (long)map.Count,
        TemplateList list => (long)list.Items.Count,
        _ => throw new EvaluationException($"{ValuePrinter.Print(value)} has no length"),
    };

    /// <summary><c>index value key…</c></summary>
    public static object? Index(IReadOnlyList<object?> arguments)
    {
        var value = arguments[0];
        foreach (var key in arguments.Skip(1))
        {
            value = (value, key) switch
            {
                (LabelMap map, string name) => map[name],
                (TemplateList list, long at) when at >= 0 && at < list.Items.Count => list.Items[(int)at],
                (string text, long at) when at >= 0 && at < Encoding.UTF8.GetByteCount(text) => (long)Encoding.UTF8.GetBytes(text)[at],
                (TemplateList or string, long at) => throw new EvaluationException($"there is nothing at {at}"),
                _ => throw new EvaluationException($"{ValuePrinter.Print(value)} has nothing at {ValuePrinter.Print(key)}"),
            };
        }

        return value;
    }

    /// <summary><c>slice value from to</c></summary>
    public static object? Slice(IReadOnlyList<object?> arguments)
    {
        if (arguments.Count > 3 || arguments.Skip(1).Any(bound => bound is not long)) throw new EvaluationException("takes a value and up to two whole numbers");
        var length = arguments[0] is LabelMap ? throw new EvaluationException("a map cannot be cut") : (long)Length(arguments[0]);
        var from = arguments.Count > 1 ? (long)arguments[1]! : 0;
        var to = arguments.Count > 2 ? (long)arguments[2]! : length;
        if (from < 0 || to > length || from > to) throw new EvaluationException($"there is nothing from {from} to {to} in {length}");
        return arguments[0] is string text
            ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text).AsSpan((int)from, (int)(to - from)))
            : new TemplateList([.. ((TemplateList)arguments[0]!).Items.Skip((int)from).Take((int)(to - from))]);
    }
}
