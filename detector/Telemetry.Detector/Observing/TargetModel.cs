using System.Text;
using Telemetry.Catalog;
using Telemetry.Detection.Snapshots;
using Telemetry.Detector.Observing.Feeds;

namespace Telemetry.Detector.Observing;

/// <summary>What is known of a target: which part it is, its signals, and its series by family. Bounded.</summary>
internal sealed class TargetModel
{
    /// <summary>Most series of one target that are read; further ones are refused and counted.</summary>
    public const int MaxSeries = 20_000;

    // Names that no signal reads are remembered too; a foreign producer may send any number of them.
    private const int MaxFamilies = 5_000;
    private const string CounterSuffix = "_total";

    private readonly Dictionary<string, FamilySeries?> _families = new(new FamilyNameComparer());
    private readonly Dictionary<string, FamilySeries?>.AlternateLookup<ReadOnlySpan<byte>> _byName;
    private readonly List<FamilySeries> _read = [];
    private readonly SignalFeed[] _feeds;
    private int _series;

    /// <param name="catalog">The signals there are.</param>
    /// <param name="component">Part that the target is; empty where unknown.</param>
    /// <param name="present">Families that it has shown: they choose between the names of one signal.</param>
    /// <param name="detectors">What watches and foretells them, where the settings may choose.</param>
    public TargetModel(SignalCatalog catalog, string component, IReadOnlySet<string> present, DetectorChoices detectors)
    {
        Component = component;
        _byName = _families.GetAlternateLookup<ReadOnlySpan<byte>>();
        var signals = catalog.Scored.Where(signal => component.Length > 0 && signal.IsReadOn(component));
        _feeds = [.. signals.Select((signal, number) => SignalFeeds.Create(signal, number, ChooseFamily(signal, present), detectors))];
    }

    /// <summary>Part that the target is; empty where unknown.</summary>
    public string Component { get; }

    /// <summary>Its signals.</summary>
    public ReadOnlySpan<SignalFeed> Feeds => _feeds;

    /// <summary>Whether there is room for another series.</summary>
    public bool HasRoom => _series < MaxSeries;

    /// <summary>Begins a scrape.</summary>
    public void Begin()
    {
        foreach (var family in _read) family.Begin();
    }

    /// <summary>Notes that scrapes are missing before the next one.</summary>
    public void Interrupt()
    {
        foreach (var feed in _feeds) feed.Interrupt();
    }

    /// <summary>The family's series, or null when no signal reads it.</summary>
    public FamilySeries? Find(ReadOnlySpan<byte> name) => _byName.TryGetValue(name, out var known) ? known : Resolve(Encoding.UTF8.GetString(name));

    /// <summary>Notes a series that was added to one of the families.</summary>
    public void CountSeries() => _series++;

    public void Save(SnapshotWriter writer)
    {
        writer.Write(Component);
        writer.Write(_feeds.Length);
        foreach (var feed in _feeds) writer.Write(feed.Family);
        foreach (var feed in _feeds)
        {
            feed.Save(writer);
            writer.Write(feed.Relearning);
            feed.Forecaster?.Save(writer);
        }

        writer.Write(_read.Count);
        foreach (var family in _read) family.Save(writer);
    }

    /// <exception cref="SnapshotException">It is not a snapshot of a target by this catalog.</exception>
    public static TargetModel Restore(SignalCatalog catalog, DetectorChoices detectors, ref SnapshotReader reader)
    {
        var component = reader.ReadText();
        var feeds = reader.ReadCount();
        var families = new HashSet<string>(StringComparer.Ordinal);
        for (var left = feeds; left > 0; left--) families.Add(reader.ReadText());
        var model = new TargetModel(catalog, component, families, detectors);
        if (model._feeds.Length != feeds) throw new SnapshotException($"A {component} target has {model._feeds.Length} signals, the snapshot {feeds}.");
        foreach (var feed in model._feeds)
        {
            feed.Restore(ref reader);
            feed.Relearning = reader.ReadInt();
            feed.Forecaster?.Restore(ref reader);
        }

        for (var left = reader.ReadCount(); left > 0; left--) model._series += model.RestoreFamily(ref reader);
        return model;
    }

    private static string ChooseFamily(SignalDefinition signal, IReadOnlySet<string> present)
    {
        foreach (var (family, _) in signal.Families)
            if (present.Contains(family)) return family;
        return signal.Families[0].Name;
    }

    private int RestoreFamily(ref SnapshotReader reader)
    {
        var name = reader.ReadText();
        var family = Resolve(name) ?? throw new SnapshotException($"No signal reads {name}.");
        return family.Restore(ref reader, _feeds);
    }

    private FamilySeries? Resolve(string name)
    {
        // OpenMetrics leaves _total out of a counter's family name.
        var family = Readers(name) ?? Readers(name + CounterSuffix);
        if (_families.Count < MaxFamilies || family is not null) _families[name] = family;
        if (family is not null) _read.Add(family);
        return family;
    }

    private FamilySeries? Readers(string name)
    {
        var readers = Array.FindAll(_feeds, feed => feed.Reads(name));
        return readers.Length == 0 ? null : new FamilySeries(name, readers);
    }
}
