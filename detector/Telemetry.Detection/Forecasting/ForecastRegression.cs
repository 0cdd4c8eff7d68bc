using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// Linear regression by recursive least squares with forgetting. Errors are clipped, so that an outlier moves it by a bounded amount, and it
/// forgets only while what it knows is more than it began with: unexcited inputs would otherwise make it blow up. 8·n² bytes for n inputs.
/// </summary>
internal sealed class ForecastRegression
{
    private const double Kept = 0.9995;
    private const double Clip = 3;
    private const double Uncertainty = 0.1;

    private readonly int _inputs;
    private readonly double[] _weights;
    private readonly double[] _covariance;
    private readonly double[] _gain;

    /// <param name="inputs">Number of inputs.</param>
    public ForecastRegression(int inputs)
    {
        _inputs = inputs;
        _weights = new double[inputs];
        _gain = new double[inputs];
        _covariance = new double[inputs * inputs];
        for (var i = 0; i < inputs; i++) _covariance[(i * inputs) + i] = Uncertainty;
    }

    public double Predict(ReadOnlySpan<double> inputs)
    {
        var sum = 0.0;
        for (var i = 0; i < _inputs; i++) sum += _weights[i] * inputs[i];
        return sum;
    }

    public void Learn(ReadOnlySpan<double> inputs, double target)
    {
        var error = Math.Clamp(target - Predict(inputs), -Clip, Clip);
        var spread = 1.0;
        var trace = 0.0;
        for (var i = 0; i < _inputs; i++)
        {
            var row = _covariance.AsSpan(i * _inputs, _inputs);
            var sum = 0.0;
            for (var j = 0; j < _inputs; j++) sum += row[j] * inputs[j];
            _gain[i] = sum;
            spread += sum * inputs[i];
            trace += row[i];
        }

        for (var i = 0; i < _inputs; i++) _weights[i] += _gain[i] / spread * error;
        Shrink(spread, trace < Uncertainty * _inputs ? Kept : 1);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_weights);
        writer.Write(_covariance);
    }

    public void Restore(ref SnapshotReader reader)
    {
        reader.ReadInto(_weights);
        reader.ReadInto(_covariance);
    }

    // Both halves get the same value: rounding must not make it unsymmetric.
    private void Shrink(double spread, double kept)
    {
        for (var i = 0; i < _inputs; i++)
        for (var j = 0; j <= i; j++)
        {
            var entry = (_covariance[(i * _inputs) + j] - (_gain[i] * _gain[j] / spread)) / kept;
            _covariance[(i * _inputs) + j] = _covariance[(j * _inputs) + i] = entry;
        }
    }
}
