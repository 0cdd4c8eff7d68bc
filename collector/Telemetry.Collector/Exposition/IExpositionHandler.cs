namespace Telemetry.Collector.Exposition;

/// <summary>
/// Receives a page as it is read. Given as a constrained type parameter, so that a struct handler costs no virtual call.
/// All spans point into the page and are invalid after the call.
/// </summary>
internal interface IExpositionHandler
{
    /// <summary>Asked first for every line that is not a comment; <paramref name="rest"/> is the page from that line on.</summary>
    /// <param name="rest">The page from the first byte of the line to its end.</param>
    /// <param name="seriesLength">For <see cref="LineClaim.Known"/>: the bytes of name and labels, closing brace included.</param>
    LineClaim Claim(ReadOnlySpan<byte> rest, out int seriesLength);

    /// <summary>The value of the series just claimed as known.</summary>
    void KnownSample(in SamplePoint point);

    /// <summary>A sample read in full.</summary>
    void Sample(in SampleLine sample);

    /// <summary>A <c># TYPE</c> line.</summary>
    void Type(ReadOnlySpan<byte> family, FamilyType type, int line);

    /// <summary>A <c># HELP</c> line; <paramref name="escaped"/> as on the page, see <see cref="Escapes"/>.</summary>
    void Help(ReadOnlySpan<byte> family, ReadOnlySpan<byte> escaped, int line);

    /// <summary>A <c># UNIT</c> line (OpenMetrics only).</summary>
    void Unit(ReadOnlySpan<byte> family, ReadOnlySpan<byte> unit, int line);

    /// <summary>A line that could not be read; reading goes on with the next one.</summary>
    void BadLine(BadLineReason reason, ReadOnlySpan<byte> text, int line);
}
