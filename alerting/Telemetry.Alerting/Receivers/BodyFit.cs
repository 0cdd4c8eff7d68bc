namespace Telemetry.Alerting.Receivers;

/// <summary>Fits a message into a receiver's limit on bytes: the longest fields are cut first and the short ones stay whole.</summary>
internal static class BodyFit
{
    // Cutting a field a little shorter than it had to be is cheaper than another rendering.
    private const int Tolerance = 32;

    /// <summary>
    /// The message with the largest limit on the length of every text at which it fits; with all texts empty where nothing fits.
    /// </summary>
    /// <param name="maxBytes">Most bytes.</param>
    /// <param name="render">Renders it with no text longer than a number of UTF-16 units.</param>
    public static ReadOnlyMemory<byte> Render(int maxBytes, Func<int, ReadOnlyMemory<byte>> render)
    {
        var best = render(int.MaxValue);
        if (best.Length <= maxBytes) return best;
        var (fits, tooLong) = (0, best.Length);
        best = render(0);
        while (tooLong - fits > Tolerance)
        {
            var limit = fits + ((tooLong - fits) / 2);
            var body = render(limit);
            if (body.Length > maxBytes) tooLong = limit;
            else (best, fits) = (body, limit);
        }

        return best;
    }
}
