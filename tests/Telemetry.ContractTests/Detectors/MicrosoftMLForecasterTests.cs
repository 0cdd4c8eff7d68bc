using Telemetry.Detection.Forecasting;
using Telemetry.Detection.MicrosoftML;

namespace Telemetry.ContractTests.Detectors;

public sealed class MicrosoftMLForecasterTests : SeriesForecasterContract
{
    protected override ISeriesForecaster Create(long stepMs, IReadOnlyList<long> horizonsMs, double limit) => new SsaForecaster(stepMs, horizonsMs, limit);
}
