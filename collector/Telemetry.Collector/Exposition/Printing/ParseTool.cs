using Telemetry.Collector.Exposition.Strict;

namespace Telemetry.Collector.Exposition.Printing;

/// <summary>
/// The tool <c>telemetry parse</c>: prints what the collector reads from a page, one JSON line a sample, and last a verdict.
/// </summary>
public static class ParseTool
{
    private const int Valid = 0;
    private const int Invalid = 1;
    private const int Unreadable = 2;

    /// <summary>Reads the page and prints it.</summary>
    /// <param name="path">A file with a page, gzipped or not.</param>
    /// <param name="contentType">As a target would send it; null to guess from the page.</param>
    /// <param name="strict">Whether the verdict demands all rules of the format, not only readable lines.</param>
    /// <param name="output">Receives the JSON lines.</param>
    /// <param name="errors">Receives why the page could not be read.</param>
    /// <returns>0 for a valid page, 1 for an invalid one, 2 where there is nothing to read.</returns>
    public static int Run(string path, string? contentType, bool strict, TextWriter output, TextWriter errors)
    {
        byte[] body;
        try
        {
            body = PageFile.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            errors.WriteLine($"{path}: cannot read the page: {(Directory.Exists(path) ? "it is a folder; name a file in it" : e.Message)}");
            return Unreadable;
        }

        var format = ContentTypes.Guess(body);
        if (contentType is not null && !ContentTypes.TrySelect(contentType, fallback: null, out format))
        {
            errors.WriteLine($"{path}: content type '{contentType}' is not read here; give text/plain, application/openmetrics-text or application/vnd.google.protobuf.");
            return Unreadable;
        }

        Action<PrintedSample> print = sample => output.Write(SampleJson.Of(sample) + "\n");
        var verdict = format == ExpositionFormat.Protobuf ? MessagePrinter.Print(body, print) : PagePrinter.Print(body, format, print);
        // A protobuf page that can be read keeps every rule there is.
        if (strict && format != ExpositionFormat.Protobuf) verdict = PageVerdict.Of(body, format);
        output.Write(SampleJson.Of(verdict) + "\n");
        return verdict.IsValid ? Valid : Invalid;
    }
}
