using Telemetry.Series.Matching;
using Telemetry.Series.Queries.Syntax;
using Telemetry.Series.Window;

namespace Telemetry.Series.Queries.Evaluation;

/// <summary>Arithmetic on evaluated operands. Results of vectors lose their names; two vectors match on all other labels, one to one.</summary>
internal static class Arithmetic
{
    public static QueryValue Negate(QueryValue operand) => operand is VectorValue vector
        ? Rename(vector, values => Map(values, static value => -value))
        : new ScalarValue(Map(((ScalarValue)operand).Values, static value => -value));

    public static QueryValue Apply(ArithmeticOperator op, QueryValue left, QueryValue right) => (left, right) switch
    {
        (ScalarValue a, ScalarValue b) => new ScalarValue(Combine(op, a.Values, b.Values)),
        (VectorValue a, ScalarValue b) => Rename(a, values => Combine(op, values, b.Values)),
        (ScalarValue a, VectorValue b) => Rename(b, values => Combine(op, a.Values, values)),
        _ => Match(op, (VectorValue)left, (VectorValue)right),
    };

    private static VectorValue Rename(VectorValue vector, Func<double[], double[]> change)
    {
        var merge = new ColumnMerge(static _ => "vector cannot contain metrics with the same labelset");
        foreach (var (labels, values) in vector.Series) merge.Add(labels.WithoutName(), change(values));
        return merge.ToVector();
    }

    private static VectorValue Match(ArithmeticOperator op, VectorValue left, VectorValue right)
    {
        var one = new ColumnMerge(labels => DuplicatesOnTheRight(labels, right));
        var wanted = StepsWithValues(left);
        foreach (var (labels, values) in right.Series) one.Add(labels.WithoutName(), Keep(values, wanted));

        var result = new ColumnMerge(static _ => "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)");
        foreach (var (labels, values) in left.Series)
        {
            var group = labels.WithoutName();
            if (one.Find(group) is { } match) result.Add(group, Combine(op, values, match));
        }

        return result.ToVector();
    }

    // Where the left side is empty nothing is matched, so nothing there can be ambiguous.
    private static bool[] StepsWithValues(VectorValue vector)
    {
        var any = new bool[vector.Series.Count == 0 ? 0 : vector.Series[0].Values.Length];
        foreach (var (_, values) in vector.Series)
        {
            for (var step = 0; step < any.Length; step++) any[step] |= !StaleMarker.Is(values[step]);
        }

        return any;
    }

    private static double[] Keep(double[] values, bool[] steps)
    {
        var kept = (double[])values.Clone();
        for (var step = 0; step < kept.Length; step++)
        {
            if (step >= steps.Length || !steps[step]) kept[step] = StaleMarker.Value;
        }

        return kept;
    }

    private static string DuplicatesOnTheRight(LabelSet group, VectorValue right)
    {
        var pair = right.Series.Where(series => series.Labels.WithoutName().Equals(group)).Take(2).Select(series => series.Labels.ToString());
        return $"found duplicate series for the match group {group} on the right hand-side of the operation: [{string.Join(", ", pair)}]"
            + ";many-to-many matching not allowed: matching labels must be unique on one side";
    }

    private static double[] Map(double[] values, Func<double, double> change)
    {
        var result = new double[values.Length];
        for (var step = 0; step < values.Length; step++)
            result[step] = StaleMarker.Is(values[step]) ? StaleMarker.Value : change(values[step]);
        return result;
    }

    private static double[] Combine(ArithmeticOperator op, double[] left, double[] right)
    {
        var result = new double[left.Length];
        for (var step = 0; step < left.Length; step++)
        {
            result[step] = StaleMarker.Is(left[step]) || StaleMarker.Is(right[step])
                ? StaleMarker.Value
                : op.Apply(left[step], right[step]);
        }

        return result;
    }
}
