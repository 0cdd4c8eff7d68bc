namespace Telemetry.Detection.MicrosoftML;

/// <summary>What the library's forecaster writes: one number for each step ahead, in the compressed scale.</summary>
internal sealed class ForecastRow
{
    /// <summary>The expected levels.</summary>
    public float[] Forecast { get; set; } = [];

    /// <summary>Lower edges of the band.</summary>
    public float[] Low { get; set; } = [];

    /// <summary>Upper edges of the band.</summary>
    public float[] High { get; set; } = [];
}
