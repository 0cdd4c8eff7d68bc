namespace Telemetry.Backtest.Judging;

/// <summary>Something that is known to have happened.</summary>
/// <param name="Id">Its name in the labels.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Title">What was done, in words.</param>
/// <param name="StartMs">Beginning, Unix milliseconds.</param>
/// <param name="EndMs">End, Unix milliseconds.</param>
/// <param name="Root">Component in which it began; empty where the labels do not say.</param>
/// <param name="FeltMs">When clients felt it, Unix milliseconds; null for never, or unknown.</param>
internal sealed record LabelledEvent(string Id, LabelKind Kind, string Title, long StartMs, long EndMs, string Root, long? FeltMs);

/// <summary>What a label says of an event.</summary>
internal enum LabelKind
{
    /// <summary>It is to be paged.</summary>
    Incident,

    /// <summary>It is not to be paged.</summary>
    Benign,

    /// <summary>Nobody did it, but clients felt something: a page is neither asked for nor wrong.</summary>
    Unplanned,
}
