using Telemetry.Detection.Forecasting;

namespace Telemetry.Detection.MicrosoftML;

/// <summary>The library's forecasters by name.</summary>
public sealed class MicrosoftMLForecasters : ISeriesForecasterSource
{
    private const string Ssa = "ssa";

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [Ssa];

    /// <inheritdoc/>
    public ISeriesForecaster Create(string name, long stepMs, IReadOnlyList<long> horizonsMs, double limit) => name switch
    {
        Ssa => new SsaForecaster(stepMs, horizonsMs, limit),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No forecaster of this name."),
    };
}
