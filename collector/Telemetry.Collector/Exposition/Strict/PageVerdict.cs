namespace Telemetry.Collector.Exposition.Strict;

/// <summary>Whether a page obeys its format; where it does not, the first bad line and what is wrong with it.</summary>
/// <param name="Line">Line number, from 1; 0 for a valid page.</param>
/// <param name="Reason">Empty for a valid page.</param>
internal readonly record struct PageVerdict(int Line, string Reason)
{
    public static readonly PageVerdict Valid = new(0, "");

    public bool IsValid => Line == 0;

    /// <summary>Judges a page by the full rules of its format.</summary>
    public static PageVerdict Of(ReadOnlySpan<byte> body, ExpositionFormat format) =>
        format == ExpositionFormat.Text ? TextRules.Judge(body) : OpenMetricsRules.Judge(body);
}
