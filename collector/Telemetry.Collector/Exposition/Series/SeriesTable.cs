using System.Diagnostics.CodeAnalysis;
using Telemetry.Collector.Exposition.Protobuf;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>
/// The series of one target, from scrape to scrape. A known series costs a comparison of its bytes and the parsing of its value;
/// labels are decoded once. Not thread-safe: one scrape loop owns it.
/// </summary>
internal sealed class SeriesTable
{
    private readonly HashSet<SeriesEntry> _lines = new(SeriesKeys.Instance);
    private readonly SharedBytes _bytes = new();
    private readonly Func<string, FamilyRule> _ruleOf;
    private FamilyTable _families;
    private LabelReader _labels;
    private SeriesAdmission _admission;
    private bool _hasAbsent;
    private bool _isOfMessages;
    private int _vanished;
    private int _withoutRoom;

    /// <param name="ruleOf">Tells from a family's name what the catalog says of it; asked once per family.</param>
    /// <param name="limits">Bounds of series, families and labels; what is over them is refused and counted.</param>
    public SeriesTable(Func<string, FamilyRule> ruleOf, PageLimits? limits = null)
    {
        _ruleOf = ruleOf;
        Limit(limits ?? new PageLimits());
    }

    /// <summary>Number of the latest page, from 1. A series is in it where its <see cref="SeriesEntry.LastSeen"/> equals this.</summary>
    public uint Generation { get; private set; }

    /// <summary>All families heard of, wanted or not.</summary>
    public IReadOnlyCollection<MetricFamily> Families => _families.All;

    /// <summary>Series held.</summary>
    public int Count { get; private set; }

    /// <summary>Changes whenever series were learned or dropped: what was derived from their arrangement holds while this does.</summary>
    public uint Layout { get; private set; }

    /// <summary>Before the first line of a page: the guess for the first line hangs here.</summary>
    internal SeriesEntry Head { get; private set; }

    /// <summary>The same for the first message of a protobuf page.</summary>
    internal LabeledMetric FirstMessage { get; private set; }

    /// <summary>Puts other limits in force: all series are admitted anew with the next page, and none of them has ended.</summary>
    [MemberNotNull(nameof(_families), nameof(_labels), nameof(_admission), nameof(Head), nameof(FirstMessage))]
    public void Limit(PageLimits limits)
    {
        _admission = new SeriesAdmission(limits);
        _families = new FamilyTable(_ruleOf, _admission.Room);
        _labels = new LabelReader(limits);
        Clear();
    }

    /// <summary>
    /// Reads a page into the table. Series that the page lacks stay one page longer with their old
    /// <see cref="SeriesEntry.LastSeen"/>, so that their end can be told; then they are dropped.
    /// </summary>
    /// <param name="body">The page; not kept.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="truncated">See <see cref="ExpositionReader.Read"/>; a protobuf page tells by itself.</param>
    /// <param name="timeMs">When it was scraped, Unix milliseconds.</param>
    public PageReading Read(ReadOnlySpan<byte> body, ExpositionFormat format, bool truncated = false, long timeMs = 0)
    {
        DropAbsent();
        Generation++;
        // In another format a target's series have other bytes, and nothing of them has ended.
        if (_isOfMessages != (format == ExpositionFormat.Protobuf)) Clear();
        _isOfMessages = format == ExpositionFormat.Protobuf;
        _admission.BeginPage(timeMs, Count + _withoutRoom);
        var reading = ReadOnce(body, format, truncated);
        if (reading.TypesChanged)
        {
            // The target was replaced by another version: what we know of its series no longer holds.
            Clear();
            reading = ReadOnce(body, format, truncated);
        }

        _admission.EndPage();
        _withoutRoom = reading.RefusedBy(RefusalReason.SeriesLimit) + reading.RefusedBy(RefusalReason.SampleLimit);
        reading.Vanished = _vanished = Count - reading.Present;
        // A page that broke off says nothing about what would have stood behind: nothing of it has ended.
        _hasAbsent = reading.Vanished > 0 && !truncated && reading.BadLinesOf(BadLineReason.Truncated) == 0;
        return reading;
    }

    internal bool TryGet(ReadOnlySpan<byte> raw, out SeriesEntry? series) =>
        _lines.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(raw, out series);

    /// <summary>Learns the series of a line; null where it is bad or a limit refuses it, which the reading then counts.</summary>
    internal SeriesEntry? Add(in SampleLine sample, MetricFamily family, SeriesRole role, ExpositionFormat format, PageReading reading)
    {
        var labels = _labels.Read(sample, format, BoundLabel(role), out var bound, out var refusal);
        refusal ??= _admission.Admit(this, family, 1, reading);
        if (refusal is { } reason)
        {
            reading.Refuse(reason);
            return null;
        }

        if (role is SeriesRole.Bucket && bound is null) return Reject(BadLineReason.InvalidBound, sample, reading);
        var metric = family.GetOrAdd(labels);
        if (metric.Find(role, bound ?? double.NaN) is { } otherSpelling)
        {
            if (otherSpelling.LastSeen == Generation) return Reject(BadLineReason.DuplicateSeries, sample, reading);
            Forget(otherSpelling);
            metric.Remove(otherSpelling);
            Count--;
            family.SeriesCount--;
        }

        if (metric.Series.Count >= LabeledMetric.MaxSeries)
        {
            reading.Refuse(RefusalReason.SeriesLimit);
            return null;
        }

        var series = new SeriesEntry(_bytes.Of(sample.Series, role), _labels.Share(sample.Name), role, bound ?? double.NaN, metric);
        _lines.Add(series);
        Add(series);
        return series;
    }

    /// <summary>Learns a metric by its label fields; null where they are bad or a limit refuses it.</summary>
    internal LabeledMetric? AddMessage(
        ReadOnlySpan<byte> labels, MetricFamily family, int samples, PageReading reading, out BadLineReason fault)
    {
        var set = _labels.Read(labels, out fault, out var refusal);
        if (fault != BadLineReason.None) return null;
        refusal ??= _admission.Admit(this, family, samples, reading);
        if (refusal is { } reason)
        {
            reading.Refuse(reason, samples);
            return null;
        }

        var metric = family.GetOrAdd(set!);
        family.SetMessage(metric, labels);
        return metric;
    }

    /// <summary>Learns one number of a metric that came as a message; its caller has seen to it that there is room.</summary>
    internal SeriesEntry AddPart(LabeledMetric metric, SeriesRole role, double bound, string suffix)
    {
        var name = suffix.Length == 0 ? metric.Family.Name : _labels.Share(metric.Family.Name, suffix);
        var series = new SeriesEntry(SeriesBytes.None, name, role, bound, metric);
        Add(series);
        return series;
    }

    /// <summary>Drops all series of a family, to make room for others.</summary>
    internal void Drop(MetricFamily family, PageReading reading)
    {
        var present = 0;
        foreach (var metric in family.Metrics)
        {
            foreach (var series in metric.Series)
            {
                Forget(series);
                Count--;
                if (series.LastSeen != Generation) continue;
                reading.Present--;
                present += series.IsLine ? 1 : 0;
            }
        }

        family.Clear();
        Layout++;
        reading.Samples -= present;
        reading.Refuse(family.Shed!.Value, present);
    }

    private static SeriesEntry? Reject(BadLineReason fault, in SampleLine sample, PageReading reading)
    {
        reading.AddBadLine(fault, sample.Series, sample.Point.Line);
        return null;
    }

    private static ReadOnlySpan<byte> BoundLabel(SeriesRole role) => role switch
    {
        SeriesRole.Bucket => "le"u8,
        SeriesRole.Quantile => "quantile"u8,
        _ => [],
    };

    private static SeriesEntry CreateHead() => new(SeriesBytes.None, "", SeriesRole.Value, double.NaN, CreateFirstMessage());

    private static LabeledMetric CreateFirstMessage() =>
        new(new MetricFamily([], "", default), new LabelSet([])) { Message = new MessageState([]) };

    private PageReading ReadOnce(ReadOnlySpan<byte> body, ExpositionFormat format, bool truncated)
    {
        if (format == ExpositionFormat.Protobuf)
        {
            var messages = new MessageTableHandler(this, _families);
            ProtobufReader.Read(body, ref messages);
            return messages.Reading;
        }

        var lines = new SeriesTableHandler(this, _families, format);
        ExpositionReader.Read(body, format, truncated, ref lines);
        return lines.Reading;
    }

    private void Add(SeriesEntry series)
    {
        series.Metric.Add(series);
        series.Metric.Family.SeriesCount++;
        Count++;
        Layout++;
    }

    private void DropAbsent()
    {
        if (!_hasAbsent)
        {
            return;
        }

        Layout++;
        Count -= _vanished;
        _lines.RemoveWhere(DropIfAbsent);
        foreach (var family in _families.All)
        {
            family.DropAbsent(Generation);
        }
    }

    private bool DropIfAbsent(SeriesEntry series) => series.IsDropped = series.LastSeen != Generation;

    private void Forget(SeriesEntry series)
    {
        series.IsDropped = true;
        if (series.Raw.Length > 0) _lines.Remove(series);
    }

    [MemberNotNull(nameof(Head), nameof(FirstMessage))]
    private void Clear()
    {
        _lines.Clear();
        _families.Clear();
        _admission.Clear();
        Count = 0;
        _withoutRoom = 0;
        _hasAbsent = false;
        Layout++;
        (Head, FirstMessage) = (CreateHead(), CreateFirstMessage());
    }
}
