using System.Text;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>Carries one page into a <see cref="SeriesTable"/>; lives as long as the reading of the page.</summary>
internal struct SeriesTableHandler(SeriesTable table, FamilyTable families, ExpositionFormat format) : IExpositionHandler
{
    private SeriesEntry _previous = table.Head;
    private SeriesEntry? _claimed;
    private MetricFamily? _family;

    /// <summary>Counts and examples.</summary>
    public PageReading Reading { get; } = new();

    /// <inheritdoc/>
    public LineClaim Claim(ReadOnlySpan<byte> rest, out int seriesLength)
    {
        var guess = _previous.Next;
        if (guess is not null && guess.Raw.Begin(rest) && EndsSeries(rest, guess.Raw.Length) && !guess.IsDropped)
        {
            _claimed = guess;
            seriesLength = guess.Raw.Length;
            return LineClaim.Known;
        }

        seriesLength = 0;
        if (_family is null || _family.IsWanted || !BelongsTo(rest, _family))
        {
            return LineClaim.Parse;
        }

        Reading.PassOver(_family, 1);
        return LineClaim.Skip;
    }

    /// <inheritdoc/>
    public void KnownSample(in SamplePoint point) => Record(_claimed!, point);

    /// <inheritdoc/>
    public void Sample(in SampleLine sample)
    {
        if (!table.TryGet(sample.Series, out var series))
        {
            series = Learn(sample);
        }

        if (series is null)
        {
            return;
        }

        Reading.Unpredicted++;
        if (_previous.Next != series)
        {
            series.Next ??= _previous.Next;
            _previous.Next = series;
        }

        Record(series, sample.Point);
    }

    /// <inheritdoc/>
    public void Type(ReadOnlySpan<byte> family, FamilyType type, int line)
    {
        _family = families.GetOrAdd(family);
        if (_family is not null) Reading.TypesChanged |= _family.TrySetType(type, table.Generation);
    }

    /// <inheritdoc/>
    public void Help(ReadOnlySpan<byte> family, ReadOnlySpan<byte> escaped, int line)
    {
        _family = families.GetOrAdd(family);
        if (_family is not null)
        {
            _family.Help ??= Escapes.DecodeHelp(escaped, format);
        }
    }

    /// <inheritdoc/>
    public void Unit(ReadOnlySpan<byte> family, ReadOnlySpan<byte> unit, int line)
    {
        _family = families.GetOrAdd(family);
        if (_family is not null)
        {
            _family.Unit ??= Encoding.UTF8.GetString(unit);
        }
    }

    /// <inheritdoc/>
    public readonly void BadLine(BadLineReason reason, ReadOnlySpan<byte> text, int line) =>
        Reading.AddBadLine(reason, text, line);

    /// <summary>A series with labels ends at its brace; a bare name only where no further name byte or brace follows.</summary>
    private static bool EndsSeries(ReadOnlySpan<byte> rest, int length) =>
        rest[length - 1] == '}' || (length < rest.Length && rest[length] is (byte)' ' or (byte)'\t');

    private static bool BelongsTo(ReadOnlySpan<byte> rest, MetricFamily family) =>
        rest.StartsWith(family.RawName)
        && FamilyMembership.TryGetRole(rest[..MetricNames.NameLength(rest)], family.RawName, family.Type, out _);

    private SeriesEntry? Learn(in SampleLine sample)
    {
        var family = families.Resolve(sample.Name, out var role);
        if (family is { IsWanted: false })
        {
            _family = family;
            Reading.PassOver(family, 1);
            return null;
        }

        if (family is null)
        {
            Reading.Refuse(RefusalReason.SeriesLimit);
            return null;
        }

        return table.Add(sample, family, role, format, Reading);
    }

    private void Record(SeriesEntry series, in SamplePoint point)
    {
        Reading.Samples++;
        if (series.LastSeen == table.Generation) Reading.Duplicates++;
        else Reading.Present++;
        series.Record(point, table.Generation);
        series.Metric.Family.SampledIn = table.Generation;
        _previous = series;
    }
}
