namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>When values are true, equal, or before each other. Values of two kinds cannot be compared.</summary>
internal static class Comparison
{
    /// <summary>False are: false, zero, nil, and what is empty.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        string text => text.Length > 0,
        SafeHtml html => html.Text.Length > 0,
        long whole => whole != 0,
        double number => number != 0,
        TemplateObject structured => structured.IsTrue,
        _ => true,
    };

    /// <summary>Whether two values are equal.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (bool first, bool second) => first == second,
        _ => Order(left, right) == 0,
    };

    /// <summary>Negative where the left value comes first.</summary>
    public static int Order(object? left, object? right) => (left, right) switch
    {
        (string first, string second) => string.CompareOrdinal(first, second),
        (long first, long second) => first.CompareTo(second),
        (double first, double second) => first.CompareTo(second),
        (TimeObject first, TimeObject second) => first.Time.CompareTo(second.Time),
        _ => throw new EvaluationException($"{ValuePrinter.Print(left)} and {ValuePrinter.Print(right)} cannot be compared"),
    };
}
