using Telemetry.Series.Queries.Syntax;
using Telemetry.Series.Window;

namespace Telemetry.Series.Queries.Evaluation;

/// <summary>Evaluates one expression over all its steps, node by node. Used once.</summary>
internal sealed class Evaluator(SeriesWindow window, QueryOptions options, StepRange steps, CancellationToken cancellationToken)
{
    private readonly long _lookbackMs = (long)options.LookbackDelta.TotalMilliseconds;
    private readonly SampleBuffer _samples = new();
    private long _valuesHeld;

    /// <exception cref="QueryFailedException">The series do not match, or the result outgrows the limit.</exception>
    /// <exception cref="OperationCanceledException">The time is up.</exception>
    public QueryValue Evaluate(Expression expression)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var value = expression switch
        {
            NumberLiteral number => new ScalarValue(Constant(number.Value)),
            StringLiteral text => new StringValue(text.Value),
            VectorSelector selector => Select(selector),
            Negation negation => Arithmetic.Negate(Evaluate(negation.Operand)),
            BinaryExpression binary => Arithmetic.Apply(binary.Operator, Evaluate(binary.Left), Evaluate(binary.Right)),
            _ => throw new InvalidOperationException($"No evaluation of {expression.GetType().Name}."),
        };
        if (expression is Negation or BinaryExpression) Charge(value is VectorValue vector ? vector.Series.Count : 1);
        return value;
    }

    private double[] Constant(double value)
    {
        Charge(1);
        var values = new double[steps.Count];
        values.AsSpan().Fill(value);
        return values;
    }

    private VectorValue Select(VectorSelector selector)
    {
        // The lookback is open on the left: a sample exactly that old does not count.
        var fromMs = steps.StartMs - _lookbackMs + 1;
        var columns = new List<SeriesColumn>();
        foreach (var series in window.Select(selector.Matchers, fromMs, steps.EndMs))
        {
            cancellationToken.ThrowIfCancellationRequested();
            series.Read(fromMs, steps.EndMs, _samples);
            if (Spread() is not { } values) continue;
            columns.Add(new(series.Labels, values));
        }

        return new(columns);
    }

    // Gives each step the newest sample of its lookback; null when no step has one.
    private double[]? Spread()
    {
        var times = _samples.Times;
        if (times.IsEmpty) return null;
        Charge(1);
        var values = new double[steps.Count];
        var any = false;
        var next = 0;
        for (var step = 0; step < values.Length; step++)
        {
            var time = steps.TimeOf(step);
            while (next < times.Length && times[next] <= time) next++;
            values[step] = next > 0 && times[next - 1] > time - _lookbackMs ? _samples.Values[next - 1] : StaleMarker.Value;
            any |= !StaleMarker.Is(values[step]);
        }

        return any ? values : null;
    }

    private void Charge(int columns)
    {
        _valuesHeld += (long)columns * steps.Count;
        if (_valuesHeld > options.MaxQuerySamples)
            throw new QueryFailedException(FailureKind.Execution, "query processing would load too many samples into memory in query execution");
    }
}
