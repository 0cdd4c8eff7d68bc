using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// Weights of several forecasts, by how much better than the mixture each has been (polynomially weighted averages with the gradient trick:
/// Gaillard, Stoltz, van Erven 2014). Nothing is tuned but how fast the past fades. 24 bytes a forecast.
/// </summary>
internal sealed class ExpertMixture
{
    // About the last five hundred.
    private const double Kept = 0.998;

    // One surprise must not decide.
    private const double MaxGain = 4;

    private readonly double[] _regret;
    private readonly double[] _squares;
    private readonly double[] _weights;

    /// <param name="experts">Number of forecasts; all begin with the same weight.</param>
    public ExpertMixture(int experts)
    {
        _regret = new double[experts];
        _squares = new double[experts];
        _weights = new double[experts];
        Array.Fill(_weights, 1.0 / experts);
    }

    public double Mix(ReadOnlySpan<double> forecasts)
    {
        var sum = 0.0;
        for (var i = 0; i < _weights.Length; i++) sum += _weights[i] * forecasts[i];
        return sum;
    }

    /// <summary>Judges what was forecast.</summary>
    /// <param name="forecasts">The forecasts.</param>
    /// <param name="mixed">What had been made of them.</param>
    /// <param name="value">What it came to be.</param>
    /// <param name="scale">Usual size of errors, above 0.</param>
    public void Learn(ReadOnlySpan<double> forecasts, double mixed, double value, double scale)
    {
        var slope = Math.Sign(mixed - value) / scale;
        var total = 0.0;
        for (var i = 0; i < _weights.Length; i++)
        {
            var gain = Math.Clamp(slope * (mixed - forecasts[i]), -MaxGain, MaxGain);
            _regret[i] = (_regret[i] * Kept) + gain;
            _squares[i] = (_squares[i] * Kept) + (gain * gain);
            _weights[i] = Math.Max(_regret[i], 0) / (1 + _squares[i]);
            total += _weights[i];
        }

        for (var i = 0; i < _weights.Length; i++) _weights[i] = total > 0 ? _weights[i] / total : 1.0 / _weights.Length;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_regret);
        writer.Write(_squares);
        writer.Write(_weights);
    }

    public void Restore(ref SnapshotReader reader)
    {
        reader.ReadInto(_regret);
        reader.ReadInto(_squares);
        reader.ReadInto(_weights);
    }
}
