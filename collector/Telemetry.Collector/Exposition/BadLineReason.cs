namespace Telemetry.Collector.Exposition;

/// <summary>Why a line of a page could not be read: a closed set, used as tag of the bad-line counter.</summary>
internal enum BadLineReason
{
    /// <summary>The line is good.</summary>
    None,
    InvalidName,
    MissingName,
    RepeatedName,
    InvalidLabelName,
    MissingEquals,
    InvalidLabelValue,
    MissingComma,
    DuplicateLabel,
    TooManyLabels,
    MissingValue,
    InvalidValue,
    InvalidTimestamp,
    TrailingText,
    InvalidExemplar,
    InvalidMetadata,
    InvalidType,
    InvalidUnit,
    InvalidUtf8,
    BlankLine,
    MissingEof,
    TextAfterEof,

    /// <summary>A bucket without a readable <c>le</c>, a quantile that is no number.</summary>
    InvalidBound,

    /// <summary>A second line for a series already read from this page, in another spelling.</summary>
    DuplicateSeries,

    /// <summary>A protobuf message that is not well formed, or has no value of its family's type.</summary>
    InvalidMessage,

    /// <summary>A native histogram whose spans, counts and schema do not fit together.</summary>
    InvalidHistogram,

    /// <summary>The body ended early and the last line came only in part.</summary>
    Truncated,
}
