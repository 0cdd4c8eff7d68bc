using System.Globalization;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>Writes values as Go's <c>fmt</c> does for <c>%v</c>.</summary>
internal static class ValuePrinter
{
    /// <summary>The value as text.</summary>
    public static string Print(object? value) => value switch
    {
        null => "<nil>",
        string text => text,
        SafeHtml html => html.Text,
        bool flag => flag ? "true" : "false",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => GoNumber.Format(number),
        TemplateObject structured => structured.Print(),
        _ => throw new InvalidOperationException($"Templates know no {value.GetType()}."),
    };
}
