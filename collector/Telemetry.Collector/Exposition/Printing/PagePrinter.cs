using Telemetry.Collector.Exposition.Series;
using Telemetry.Collector.Exposition.Strict;

namespace Telemetry.Collector.Exposition.Printing;

/// <summary>Decodes a page leniently, family by family, and remembers its first bad line.</summary>
internal sealed class PagePrinter(ExpositionFormat format, Action<PrintedSample> print)
{
    private const double MillisecondsPerSecond = 1000;

    /// <summary>The page itself is the bound: it is in memory.</summary>
    private readonly FamilyTable _families = new(static _ => new FamilyRule(IsWanted: true), int.MaxValue);
    private readonly SampleBlock _block = new();
    private MetricFamily? _family;

    /// <summary>Valid, or the first line that could not be read.</summary>
    public PageVerdict Verdict { get; private set; } = PageVerdict.Valid;

    /// <summary>Prints all samples of the page and returns the first bad line.</summary>
    public static PageVerdict Print(ReadOnlySpan<byte> body, ExpositionFormat format, Action<PrintedSample> print)
    {
        var printer = new PagePrinter(format, print);
        var handler = new PagePrinterHandler(printer);
        ExpositionReader.Read(body, format, truncated: false, ref handler);
        printer.EndBlock();
        return printer.Verdict;
    }

    public void BadLine(BadLineReason reason, int line) =>
        Verdict = Verdict.IsValid ? new PageVerdict(line, reason.Describe()) : Verdict;

    /// <summary>Takes a metadata line; a type is given by TYPE lines only.</summary>
    public void Metadata(ReadOnlySpan<byte> name, FamilyType? type)
    {
        Enter(_families.GetOrAdd(name));
        if (type is { } given) _family!.Retype(given);
    }

    public void Sample(in SampleLine sample)
    {
        Enter(_families.Resolve(sample.Name, out var role));
        var labels = LabelList.Read(sample.Labels, format);
        var bound = role switch
        {
            SeriesRole.Bucket => "le",
            SeriesRole.Quantile => "quantile",
            _ => null,
        };
        var metric = new LabelSet([.. labels.Where(label => label.Name != bound)]);
        if (role == SeriesRole.Created && format == ExpositionFormat.OpenMetrics)
        {
            _block.SetCreated(metric, (long)Math.Round(sample.Point.Value * MillisecondsPerSecond));
            return;
        }

        _block.Add(
            new PrintedSample
            {
                Name = Escapes.Decode(sample.Name),
                Type = FamilyTypes.Word(_family!.Type, format),
                Labels = labels.ConvertAll(label => label.Name == bound ? LabelList.Canonical(label) : label),
                Value = sample.Point.Value,
                TimestampMs = sample.Point.HasTimestamp ? sample.Point.TimestampMs : null,
                Exemplar = PrintedExemplar.Of(sample.Point.Exemplar),
            },
            metric);
    }

    private void Enter(MetricFamily? family)
    {
        if (family != _family)
        {
            EndBlock();
            _family = family;
        }
    }

    private void EndBlock() => _block.Take().ForEach(print);
}
