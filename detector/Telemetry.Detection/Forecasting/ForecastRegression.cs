using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>Linear regression by recursive least squares with forgetting; errors are clipped, so that an outlier moves it by a bounded amount.</summary>
internal sealed class ForecastRegression
{
    private const double Kept = 0.9995;
    private const double Clip = 3;
    private const double Ridge = 0.05;

    private readonly int _inputs;
    private readonly double[] _weights;
    private readonly double[] _covariance;
    private readonly double[] _gain;

    public ForecastRegression(int inputs)
    {
        _inputs = inputs;
        _weights = new double[inputs];
        _gain = new double[inputs];
        _covariance = new double[inputs * inputs];
        for (var i = 0; i < inputs; i++) _covariance[(i * inputs) + i] = Ridge;
    }

    public double Predict(ReadOnlySpan<double> inputs)
    {
        var sum = 0.0;
        for (var i = 0; i < _inputs; i++) sum += _weights[i] * inputs[i];
        return sum;
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

    public void Learn(ReadOnlySpan<double> inputs, double target)
    {
        var spread = Kept;
        for (var i = 0; i < _inputs; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < _inputs; j++) sum += _covariance[(i * _inputs) + j] * inputs[j];
            _gain[i] = sum;
            spread += sum * inputs[i];
        }

        var error = Math.Clamp(target - Predict(inputs), -Clip, Clip);
        for (var i = 0; i < _inputs; i++) _weights[i] += _gain[i] / spread * error;
        for (var i = 0; i < _inputs; i++)
        for (var j = 0; j < _inputs; j++)
            _covariance[(i * _inputs) + j] = Math.Min((_covariance[(i * _inputs) + j] - (_gain[i] * _gain[j] / spread)) / Kept, 1e3);
    }
}
