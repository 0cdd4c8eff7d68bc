namespace Telemetry.Collector.Publishing;

/// <summary>One kind of thing that is wrong with a page, for people.</summary>
/// <param name="Reason">Its name, from a closed set; <c>scrape_problems</c> carries it.</param>
/// <param name="Count">Lines or samples that it cost.</param>
/// <param name="Text">What and where: the first of them.</param>
/// <param name="IsLine">Whether these are lines that could not be read; else they could, and were not taken.</param>
internal sealed record PageProblem(string Reason, int Count, string Text, bool IsLine = false);
