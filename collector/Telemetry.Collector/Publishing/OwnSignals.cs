using System.Text;
using Telemetry.Collector.Scraping;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Collector.Publishing;

/// <summary>What every record says about the scrape itself, under the names that Prometheus users know.</summary>
internal sealed class OwnSignals
{
    private const string CertificateExpiry = "scrape_certificate_expiry_seconds";

    private static readonly string[] Always = ["up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_bad_lines"];

    private readonly PointAttributes[] _reasons = [.. Enum.GetValues<ScrapeFailure>().Select(failure => Reason(failure.Name()))];
    private readonly PointAttributes[] _notes = [.. Enum.GetValues<ProcessNote>().Select(note => Reason(note.Name()))];

    /// <summary>Names that a page may not bring along: they would say something else about the target.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>([.. Always, CertificateExpiry, "scrape_failure", "scrape_note", "scrape_problems"], StringComparer.Ordinal);

    /// <summary>Writes them.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="page">The scrape.</param>
    /// <param name="failure">How it ended, the reading of the page included.</param>
    /// <param name="note">What the page tells of the process behind it.</param>
    /// <param name="tally">What the page gave.</param>
    /// <param name="problems">What is wrong with it.</param>
    public void Write(
        MetricsRecordWriter writer, in ScrapedPage page, ScrapeFailure failure, ProcessNote note, ScrapeTally tally,
        IReadOnlyList<PageProblem> problems)
    {
        var isUp = failure == ScrapeFailure.None || (failure.IsPartial() && tally.Read > 0);
        Write(writer, "up"u8, isUp ? 1 : 0);
        Write(writer, "scrape_duration_seconds"u8, page.DurationMs / 1000.0);
        Write(writer, "scrape_samples_scraped"u8, tally.Read);
        Write(writer, "scrape_bad_lines"u8, tally.BadLines);
        if (page.CertificateExpiry is { } expiry) Write(writer, "scrape_certificate_expiry_seconds"u8, expiry.ToUnixTimeSeconds());
        if (failure != ScrapeFailure.None) Write(writer, "scrape_failure"u8, _reasons[(int)failure]);
        if (note != ProcessNote.None) Write(writer, "scrape_note"u8, _notes[(int)note]);
        if (problems.Count == 0) return;
        writer.BeginGauge("scrape_problems"u8);
        foreach (var problem in problems) writer.AddNumber(Reason(problem.Reason), problem.Count);
    }

    /// <summary>Writes that they end: the target is no longer scraped.</summary>
    public static void WriteEnd(MetricsRecordWriter writer)
    {
        foreach (var name in Always)
        {
            writer.BeginGauge(Encoding.UTF8.GetBytes(name));
            writer.AddStale(PointAttributes.NoneForNumber);
        }
    }

    private static void Write(MetricsRecordWriter writer, ReadOnlySpan<byte> name, double value)
    {
        writer.BeginGauge(name);
        writer.AddNumber(PointAttributes.NoneForNumber, value);
    }

    private static void Write(MetricsRecordWriter writer, ReadOnlySpan<byte> name, PointAttributes reason)
    {
        writer.BeginGauge(name);
        writer.AddNumber(reason, 1);
    }

    private static PointAttributes Reason(string name)
    {
        var builder = new PointAttributesBuilder();
        builder.Begin(PointShape.Number);
        builder.Add("reason", name);
        return builder.Build();
    }
}
