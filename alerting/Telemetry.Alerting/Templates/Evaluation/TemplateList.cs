namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>Values in an order.</summary>
internal class TemplateList(IReadOnlyList<object?> items) : TemplateObject
{
    /// <summary>The values.</summary>
    public IReadOnlyList<object?> Items => items;

    /// <inheritdoc/>
    public override bool IsTrue => items.Count > 0;

    /// <summary>A list of texts.</summary>
    public static TemplateList OfTexts(IEnumerable<string> texts) => new([.. texts]);

    /// <summary>The texts, where all values are texts.</summary>
    public IEnumerable<string> Texts() => items.Select(item => item as string ?? throw new EvaluationException("a list of texts is needed"));

    /// <inheritdoc/>
    public override object? Get(string name, IReadOnlyList<object?> arguments) => throw Unknown(name, "a list");

    /// <inheritdoc/>
    public override string Print() => $"[{string.Join(' ', items.Select(ValuePrinter.Print))}]";
}
