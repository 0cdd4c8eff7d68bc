using Telemetry.Series.Matching;
using Telemetry.Series.Window;

namespace Telemetry.Series.Queries.Evaluation;

/// <summary>
/// Collects columns by labels. Two columns of the same labels become one, as long as they have no step in common: at any one time the labels
/// of a vector are unique.
/// </summary>
internal sealed class ColumnMerge(Func<LabelSet, string> conflict)
{
    private readonly Dictionary<LabelSet, double[]> _columns = [];

    /// <summary>Adds a column, which it may keep and change.</summary>
    /// <exception cref="QueryFailedException">A step has a value already.</exception>
    public void Add(LabelSet labels, double[] values)
    {
        if (_columns.TryAdd(labels, values)) return;
        var kept = _columns[labels];
        for (var step = 0; step < values.Length; step++)
        {
            if (StaleMarker.Is(values[step])) continue;
            if (!StaleMarker.Is(kept[step])) throw new QueryFailedException(FailureKind.Execution, conflict(labels));
            kept[step] = values[step];
        }
    }

    public double[]? Find(LabelSet labels) => _columns.GetValueOrDefault(labels);

    public VectorValue ToVector() => new([.. _columns.Select(column => new SeriesColumn(column.Key, column.Value))]);
}
