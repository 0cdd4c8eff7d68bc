using System.Text;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>A bad line to be shown to a person.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Line">Line number, from 1.</param>
/// <param name="Text">The line's beginning.</param>
internal sealed record BadLineExample(BadLineReason Reason, int Line, string Text)
{
    private const int MaxTextBytes = 120;

    internal static BadLineExample Of(BadLineReason reason, ReadOnlySpan<byte> text, int line) =>
        new(reason, line, Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxTextBytes)]));
}
