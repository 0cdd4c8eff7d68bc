namespace Telemetry.Backtest.Pictures;

/// <summary>A moment that a picture marks.</summary>
/// <param name="AtMs">When, Unix milliseconds.</param>
/// <param name="Style">Class of the mark: <c>page</c>, <c>rule</c> or <c>felt</c>.</param>
/// <param name="Text">What it is, in a word or two.</param>
internal sealed record Moment(long AtMs, string Style, string Text);
