namespace Telemetry.Detection.Forecasting;

/// <summary>Makes forecasters of series by the names that settings know them by.</summary>
public interface ISeriesForecasterSource
{
    /// <summary>The forecasters that it makes: lower case, words joined by underscores.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Makes one for a series.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="stepMs">Usual distance of two values, milliseconds, above 0.</param>
    /// <param name="horizonsMs">How far ahead, milliseconds; each is rounded to whole steps, one at least.</param>
    /// <param name="limit">Level whose crossing is foretold, in the series' unit; NaN for none.</param>
    ISeriesForecaster Create(string name, long stepMs, IReadOnlyList<long> horizonsMs, double limit);
}
