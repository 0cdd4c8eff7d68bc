using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.Exposition.Fuzzing;

/// <summary>
/// Reads damaged pages of every format, one after the other into the same small tables: what one page left behind must not break the
/// next. A page either gives samples and bad lines, and they add up, or this throws.
/// </summary>
internal sealed class PageFuzzer
{
    private const int SeriesLimit = 500;

    private readonly (ExpositionFormat Format, PageMutator Pages, SeriesTable Table)[] _lanes;
    private readonly Random _random;
    private long _timeMs;

    /// <param name="seed">Makes the run repeatable.</param>
    /// <param name="extra">Further good pages.</param>
    public PageFuzzer(int seed, IReadOnlyList<(ExpositionFormat Format, byte[] Page)> extra)
    {
        _random = new Random(seed);
        _lanes = [.. FuzzSeeds.All.Concat(extra).GroupBy(pair => pair.Format).Select(group =>
            (group.Key, new PageMutator([.. group.Select(pair => pair.Page)], _random), NewTable()))];
    }

    /// <summary>Bytes of the last page, for the report of a failure.</summary>
    public byte[] Last { get; private set; } = [];

    /// <summary>Samples read so far: proof that not all inputs were refused at the door.</summary>
    public long Samples { get; private set; }

    /// <summary>Bad lines and messages so far.</summary>
    public long BadLines { get; private set; }

    /// <summary>Tries one input.</summary>
    /// <exception cref="InvalidOperationException">A page's accounts do not add up.</exception>
    public void TryOne()
    {
        ref var lane = ref _lanes[_random.Next(_lanes.Length)];
        var page = lane.Pages.Next();
        // One reader in eight is given another format's page.
        var format = _random.Next(8) == 0 ? (ExpositionFormat)_random.Next(3) : lane.Format;
        _timeMs += 1000;
        if (_random.Next(10_000) == 0) lane.Table = NewTable();
        try
        {
            var reading = lane.Table.Read(page, format, truncated: _random.Next(4) == 0, _timeMs);
            if (reading.Vanished < 0 || reading.Samples < reading.Duplicates || lane.Table.Count > SeriesLimit)
                throw new InvalidOperationException($"{reading.Samples} samples, {reading.Duplicates} doubles, {reading.Vanished} vanished, {lane.Table.Count} series.");
            Samples += reading.Samples;
            BadLines += reading.BadLines;
        }
        catch
        {
            Last = page.ToArray();
            throw;
        }
    }

    // Small, so that its limits are met as often as its happy path.
    private static SeriesTable NewTable() => new(
        name => new FamilyRule(IsWanted: name.Length % 7 != 0, Priority: 1 + (name.Length % 3)),
        new PageLimits { SeriesLimit = SeriesLimit, SampleLimit = 400, NewSeriesLimit = 300, LabelValueLengthLimit = 256 });
}
