using Telemetry.Catalog;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>Which detector watches a signal of one number a scrape: the built-in one, or the one that the settings name.</summary>
public sealed class LevelDetectors
{
    private readonly Dictionary<string, (string Name, ILevelDetectorSource Source)> _chosen = new(StringComparer.Ordinal);

    private LevelDetectors()
    {
    }

    /// <summary>The built-in detector everywhere.</summary>
    public static LevelDetectors BuiltIn { get; } = new();

    /// <summary>Part of a checkpoint's fingerprint: the state of another detector is not read.</summary>
    public string Fingerprint => string.Join(',', _chosen.OrderBy(choice => choice.Key, StringComparer.Ordinal).Select(choice => $"{choice.Key}={choice.Value.Name}"));

    /// <summary>Resolves what the settings chose.</summary>
    /// <param name="choices">Signal id to detector's name.</param>
    /// <param name="sources">Who makes detectors besides the built-in one.</param>
    /// <param name="catalog">The signals there are.</param>
    /// <exception cref="CatalogException">A signal or a detector is not known, or they do not fit; one line for each.</exception>
    public static LevelDetectors Of(IReadOnlyDictionary<string, string> choices, IEnumerable<ILevelDetectorSource> sources, SignalCatalog catalog)
    {
        var detectors = new LevelDetectors();
        var known = sources.SelectMany(source => source.Names, (source, name) => (name, source)).ToDictionary(pair => pair.name, pair => pair.source, StringComparer.Ordinal);
        List<string> errors = [];
        foreach (var (signal, name) in choices.OrderBy(choice => choice.Key, StringComparer.Ordinal))
        {
            if (WhyNot(signal, name, known, catalog) is { } why) errors.Add($"detectors.{signal}: {why}");
            else detectors._chosen[signal] = (name, known[name]);
        }

        return errors.Count == 0 ? detectors : throw new CatalogException(errors);
    }

    /// <summary>The detector of a signal.</summary>
    internal ILevelDetector Create(SignalDefinition definition) =>
        _chosen.TryGetValue(definition.Id, out var choice)
            ? choice.Source.Create(choice.Name, definition.BothDirections)
            : new ScalarDetector(definition.BothDirections);

    private static string? WhyNot(string signal, string name, Dictionary<string, ILevelDetectorSource> known, SignalCatalog catalog)
    {
        var definition = catalog.Scored.FirstOrDefault(definition => definition.Id == signal);
        if (definition is null) return "there is no scored signal of this id; `telemetry catalog` lists them.";
        if (definition.State is not null) return "a state is judged by its written rule; detectors are chosen for gauges, saturations and rates that are levels.";
        if (!IsLevel(definition)) return $"a {definition.Kind.ToString().ToLowerInvariant()} signal is no single number a scrape; detectors are chosen for gauges, saturations and rates that are levels.";
        if (known.ContainsKey(name)) return null;
        var there = known.Count == 0 ? "this build has none besides the built-in one" : $"this build has {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}";
        return $"no detector '{name}': {there}. Those of Microsoft.ML need a build with -p:CardPackages=true.";
    }

    private static bool IsLevel(SignalDefinition definition) =>
        definition.Kind is SignalKind.Gauge or SignalKind.Saturation || (definition.Kind == SignalKind.Rate && definition.Evidence != Evidence.Drift);
}
