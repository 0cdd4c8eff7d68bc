using Telemetry.Catalog;
using Telemetry.Detection.Forecasting;

namespace Telemetry.Detector.Observing;

/// <summary>Which forecaster foretells a signal: the built-in one, or the one that the settings name.</summary>
public sealed class SignalForecasters
{
    private readonly Dictionary<string, (string Name, ISeriesForecasterSource Source)> _chosen = new(StringComparer.Ordinal);

    private SignalForecasters()
    {
    }

    /// <summary>The built-in forecaster everywhere.</summary>
    public static SignalForecasters BuiltIn { get; } = new();

    /// <summary>Part of a checkpoint's fingerprint: the state of another forecaster is not read.</summary>
    public string Fingerprint => string.Join(',', _chosen.OrderBy(choice => choice.Key, StringComparer.Ordinal).Select(choice => $"{choice.Key}~{choice.Value.Name}"));

    /// <summary>Resolves what the settings chose.</summary>
    /// <param name="choices">Signal id to forecaster's name.</param>
    /// <param name="sources">Who makes forecasters besides the built-in one.</param>
    /// <param name="catalog">The signals there are.</param>
    /// <exception cref="CatalogException">A signal or a forecaster is not known, or the signal is not forecast; one line for each.</exception>
    public static SignalForecasters Of(IReadOnlyDictionary<string, string> choices, IEnumerable<ISeriesForecasterSource> sources, SignalCatalog catalog)
    {
        var forecasters = new SignalForecasters();
        var known = sources.SelectMany(source => source.Names, (source, name) => (name, source)).ToDictionary(pair => pair.name, pair => pair.source, StringComparer.Ordinal);
        List<string> errors = [];
        foreach (var (signal, name) in choices.OrderBy(choice => choice.Key, StringComparer.Ordinal))
        {
            if (WhyNot(signal, name, known, catalog) is { } why) errors.Add($"forecasters.{signal}: {why}");
            else forecasters._chosen[signal] = (name, known[name]);
        }

        return errors.Count == 0 ? forecasters : throw new CatalogException(errors);
    }

    /// <summary>The forecaster of a signal; null where nothing is forecast.</summary>
    internal SignalForecaster? Create(SignalDefinition signal)
    {
        if (!ForecastRules.IsForecast(signal)) return null;
        var create = _chosen.TryGetValue(signal.Id, out var choice)
            ? (CreateForecaster?)((stepMs, horizonsMs, limit) => choice.Source.Create(choice.Name, stepMs, horizonsMs, limit)) : null;
        return ForecastRules.CreateForecaster(signal, create);
    }

    private static string? WhyNot(string signal, string name, Dictionary<string, ISeriesForecasterSource> known, SignalCatalog catalog)
    {
        var definition = catalog.Scored.FirstOrDefault(definition => definition.Id == signal);
        if (definition is null) return "there is no scored signal of this id; `telemetry catalog` lists them.";
        if (!ForecastRules.IsForecast(definition)) return "it is not forecast; forecasters are chosen for signals that may open an incident and that users feel or that have a limit.";
        if (known.ContainsKey(name)) return null;
        var there = known.Count == 0 ? "this build has none besides the built-in one" : $"this build has {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}";
        return $"no forecaster '{name}': {there}. Those of Microsoft.ML need a build with -p:CardPackages=true.";
    }
}
