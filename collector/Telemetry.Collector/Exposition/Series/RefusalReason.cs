namespace Telemetry.Collector.Exposition.Series;

/// <summary>Why a readable sample was not taken over: a closed set, used as tag of the dropped-samples counter.</summary>
internal enum RefusalReason
{
    /// <summary>The target has <see cref="PageLimits.SeriesLimit"/> series already.</summary>
    SeriesLimit,

    /// <summary>The page has more samples than <see cref="PageLimits.SampleLimit"/>.</summary>
    SampleLimit,

    /// <summary>More series were new within a minute than <see cref="PageLimits.NewSeriesLimit"/>.</summary>
    NewSeriesLimit,

    /// <summary>The sample has more labels than <see cref="PageLimits.LabelLimit"/>.</summary>
    LabelLimit,

    /// <summary>A label name is longer than <see cref="PageLimits.LabelNameLengthLimit"/>.</summary>
    LabelNameLengthLimit,

    /// <summary>A label value is longer than <see cref="PageLimits.LabelValueLengthLimit"/>.</summary>
    LabelValueLengthLimit,
}

/// <summary>Names of the reasons.</summary>
internal static class RefusalReasons
{
    private static readonly string[] Names =
        Array.ConvertAll(Enum.GetNames<RefusalReason>(), System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName);

    /// <summary>The reason as a tag, which is the name of the setting that holds the limit.</summary>
    public static string Name(this RefusalReason reason) => Names[(int)reason];
}
