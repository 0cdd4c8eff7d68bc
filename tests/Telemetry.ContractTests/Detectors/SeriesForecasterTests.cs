using Telemetry.Detection.Forecasting;

namespace Telemetry.ContractTests.Detectors;

public sealed class SeriesForecasterTests : SeriesForecasterContract
{
    protected override ISeriesForecaster Create(long stepMs, IReadOnlyList<long> horizonsMs, double limit) => new SeriesForecaster(stepMs, horizonsMs, limit);
}
