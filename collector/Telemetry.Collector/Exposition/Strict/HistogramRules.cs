namespace Telemetry.Collector.Exposition.Strict;

/// <summary>What OpenMetrics 1.0 demands of the samples of one histogram at one time.</summary>
internal sealed class HistogramRules(bool isGauge)
{
    private double? _bound;
    private double _cumulative;
    private double? _count;
    private double? _sum;
    private bool _hasNegativeBounds;

    /// <summary>Takes a sample; returns what is wrong with it, or null.</summary>
    public string? Add(SeriesRole role, double bound, double value)
    {
        switch (role)
        {
            case SeriesRole.Count:
                _count = value;
                return null;
            case SeriesRole.Sum:
                _sum = value;
                return null;
            case SeriesRole.Bucket:
                return AddBucket(bound, value);
            default:
                return null;
        }
    }

    /// <summary>Judges the whole once its last sample was taken; returns what is wrong with it, or null.</summary>
    public string? End()
    {
        return _bound != double.PositiveInfinity ? "+Inf bucket missing"
            : _count is not null && _count != _cumulative ? "count does not match +Inf bucket"
            : _count is null != _sum is null ? "count and sum must be present together"
            : _sum is not null && _hasNegativeBounds && !isGauge ? "no sum with negative buckets"
            : _sum < 0 && !_hasNegativeBounds ? "negative sum without negative buckets"
            : null;
    }

    private string? AddBucket(double bound, double value)
    {
        var fault = bound <= _bound ? "buckets out of order"
            : value < _cumulative ? "bucket values out of order"
            : null;
        _hasNegativeBounds |= bound < 0;
        _bound = bound;
        _cumulative = value;
        return fault;
    }
}
