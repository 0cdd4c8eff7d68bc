using Microsoft.ML.Data;

namespace Telemetry.Detection.MicrosoftML;

/// <summary>One row of what the library's detectors write: whether it alerts, its raw score, and what each of them adds.</summary>
internal interface IVerdictRow
{
    /// <summary>The numbers, by place.</summary>
    double[] Verdict { get; }
}

/// <summary>Alert, raw score, and a p-value or a magnitude.</summary>
internal sealed class SpikeRow : IVerdictRow
{
    /// <inheritdoc/>
    [VectorType(3)]
    public double[] Verdict { get; set; } = [];
}

/// <summary>Alert, raw score, p-value and martingale.</summary>
internal sealed class ChangePointRow : IVerdictRow
{
    /// <inheritdoc/>
    [VectorType(4)]
    public double[] Verdict { get; set; } = [];
}
