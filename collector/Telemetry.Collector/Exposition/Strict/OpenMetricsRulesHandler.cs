using System.Text;

namespace Telemetry.Collector.Exposition.Strict;

/// <summary>Hands every line of a page to <see cref="OpenMetricsRules"/>.</summary>
internal readonly struct OpenMetricsRulesHandler(OpenMetricsRules rules) : IExpositionHandler
{
    /// <inheritdoc/>
    public LineClaim Claim(ReadOnlySpan<byte> rest, out int seriesLength)
    {
        seriesLength = 0;
        return LineClaim.Parse;
    }

    /// <inheritdoc/>
    public void KnownSample(in SamplePoint point) => throw new InvalidOperationException("No line was claimed as known.");

    /// <inheritdoc/>
    public void Sample(in SampleLine sample) => rules.Sample(sample);

    /// <inheritdoc/>
    public void Type(ReadOnlySpan<byte> family, FamilyType type, int line) =>
        rules.Metadata(family, line, target => target.SetType(type));

    /// <inheritdoc/>
    public void Help(ReadOnlySpan<byte> family, ReadOnlySpan<byte> escaped, int line) =>
        rules.Metadata(family, line, static target => target.SetHelp());

    /// <inheritdoc/>
    public void Unit(ReadOnlySpan<byte> family, ReadOnlySpan<byte> unit, int line)
    {
        var text = Encoding.UTF8.GetString(unit);
        rules.Metadata(family, line, target => target.SetUnit(text));
    }

    /// <inheritdoc/>
    public void BadLine(BadLineReason reason, ReadOnlySpan<byte> text, int line) => rules.BadLine(reason, line);
}
