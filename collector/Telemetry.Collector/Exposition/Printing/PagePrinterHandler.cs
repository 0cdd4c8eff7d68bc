namespace Telemetry.Collector.Exposition.Printing;

/// <summary>Hands every line of a page to a <see cref="PagePrinter"/>.</summary>
internal readonly struct PagePrinterHandler(PagePrinter printer) : IExpositionHandler
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
    public void Sample(in SampleLine sample) => printer.Sample(sample);

    /// <inheritdoc/>
    public void Type(ReadOnlySpan<byte> family, FamilyType type, int line) => printer.Metadata(family, type);

    /// <inheritdoc/>
    public void Help(ReadOnlySpan<byte> family, ReadOnlySpan<byte> escaped, int line) => printer.Metadata(family, null);

    /// <inheritdoc/>
    public void Unit(ReadOnlySpan<byte> family, ReadOnlySpan<byte> unit, int line) => printer.Metadata(family, null);

    /// <inheritdoc/>
    public void BadLine(BadLineReason reason, ReadOnlySpan<byte> text, int line) => printer.BadLine(reason, line);
}
