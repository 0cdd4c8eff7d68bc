namespace Telemetry.Collector.Publishing;

/// <summary>Why values that could be read mean nothing: a closed set.</summary>
internal enum ValueFault
{
    /// <summary>A bucket counts less than nothing.</summary>
    NegativeBucket,

    /// <summary>A bucket counts less than the one below it, which it includes.</summary>
    DecreasingBuckets,

    /// <summary>A count that is NaN, infinite, broken or above 2^53.</summary>
    NotACount,

    /// <summary>Neither a +Inf bucket nor <c>_count</c> says how many observations there are.</summary>
    NoTotal,

    /// <summary>A counter that is NaN, infinite or negative.</summary>
    NotACounter,
}

/// <summary>The faults in words.</summary>
internal static class ValueFaults
{
    private static readonly string[] Names = Array.ConvertAll(Enum.GetNames<ValueFault>(), System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName);

    /// <summary>The fault as <c>scrape_problems</c> names it.</summary>
    public static string Name(this ValueFault fault) => Names[(int)fault];

    /// <summary>What is wrong.</summary>
    public static string Describe(this ValueFault fault) => fault switch
    {
        ValueFault.NegativeBucket => "a bucket counts less than nothing",
        ValueFault.DecreasingBuckets => "a bucket counts less than the one below it",
        ValueFault.NotACount => "a count is no whole number",
        ValueFault.NoTotal => "neither a +Inf bucket nor _count says how many observations there are",
        _ => "a counter is NaN, infinite or negative",
    };
}
