namespace Telemetry.Collector.Exposition;

/// <summary>
/// What a page may ask of the collector. Over a limit the families that matter least to the catalog go first, whole, and what goes is
/// counted by its reason; a page is never given up for it. 0 means no limit, except where the system has one of its own.
/// </summary>
public sealed record PageLimits
{
    /// <summary>Series of one target where nothing is written: about four times the largest control plane page known to us.</summary>
    public const int DefaultSeriesLimit = 200_000;

    /// <summary>Longest label value where nothing is written; the longest of a control plane, a user agent, has hundreds of bytes.</summary>
    public const int DefaultLabelValueLengthLimit = 16 * 1024;

    /// <summary>Longest label name where nothing is written.</summary>
    public const int DefaultLabelNameLengthLimit = 1024;

    /// <summary>Most samples of one page.</summary>
    public int SampleLimit { get; init; }

    /// <summary>Most series, and most families, that are known of the target.</summary>
    public int SeriesLimit { get; init; } = DefaultSeriesLimit;

    /// <summary>Most series that may be new within a minute, those of the first page not counted.</summary>
    public int NewSeriesLimit { get; init; }

    /// <summary>Most labels of one sample; never more than <see cref="LabelBlock.MaxLabels"/>.</summary>
    public int LabelLimit { get; init; }

    /// <summary>Longest label name in bytes.</summary>
    public int LabelNameLengthLimit { get; init; } = DefaultLabelNameLengthLimit;

    /// <summary>Longest label value in bytes, as written.</summary>
    public int LabelValueLengthLimit { get; init; } = DefaultLabelValueLengthLimit;
}
