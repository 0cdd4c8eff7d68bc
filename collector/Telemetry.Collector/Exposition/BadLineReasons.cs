using System.Text.Json;

namespace Telemetry.Collector.Exposition;

/// <summary>Bad-line reasons in words, for people.</summary>
internal static class BadLineReasons
{
    private static readonly string[] Names =
        Array.ConvertAll(Enum.GetNames<BadLineReason>(), JsonNamingPolicy.SnakeCaseLower.ConvertName);

    /// <summary>The reason as a tag, as in <c>missing_value</c>.</summary>
    public static string Name(this BadLineReason reason) => Names[(int)reason];

    /// <summary>What is wrong with the line and what was expected.</summary>
    public static string Describe(this BadLineReason reason) => reason switch
    {
        BadLineReason.InvalidName => "expected a metric name, a comment or an opening brace",
        BadLineReason.MissingName => "metric name not set",
        BadLineReason.RepeatedName => "metric name set twice",
        BadLineReason.InvalidLabelName => "invalid label name",
        BadLineReason.MissingEquals => "expected '=' after label name",
        BadLineReason.InvalidLabelValue => "expected label value in double quotes on one line",
        BadLineReason.MissingComma => "expected comma or closing brace after label value",
        BadLineReason.DuplicateLabel => "duplicate label name",
        BadLineReason.TooManyLabels => $"more than {LabelBlock.MaxLabels} labels",
        BadLineReason.MissingValue => "expected value after metric",
        BadLineReason.InvalidValue => "expected float as value",
        BadLineReason.InvalidTimestamp => "invalid timestamp",
        BadLineReason.TrailingText => "unexpected text at the end of the line",
        BadLineReason.InvalidExemplar => "invalid exemplar",
        BadLineReason.InvalidMetadata => "expected keyword, metric name and text",
        BadLineReason.InvalidType => "unknown metric type",
        BadLineReason.InvalidUnit => "unit is not a suffix of the metric name",
        BadLineReason.InvalidUtf8 => "not valid UTF-8",
        BadLineReason.BlankLine => "blank line",
        BadLineReason.MissingEof => "data does not end with # EOF",
        BadLineReason.TextAfterEof => "unexpected data after # EOF",
        BadLineReason.InvalidBound => "bucket without a number in its le label",
        BadLineReason.DuplicateSeries => "second line for the same series",
        BadLineReason.InvalidMessage => "not a well-formed message of its family's type",
        BadLineReason.InvalidHistogram => "native histogram whose spans, counts or schema do not fit together",
        BadLineReason.Truncated => "the body ended in the middle of this line",
        _ => "",
    };
}
