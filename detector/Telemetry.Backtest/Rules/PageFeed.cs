using System.Globalization;
using System.Text;

namespace Telemetry.Backtest.Rules;

/// <summary>
/// Pages as one OpenMetrics text with timestamps: what a Prometheus would have kept of them. A page of a target every 15 s, as stock rules
/// are made for; only metrics that a rule reads; the labels <c>job</c>, <c>instance</c> and <c>metrics_path</c>; <c>up</c>.
/// </summary>
internal sealed class PageFeed(TextWriter output, RuleSet rules)
{
    private const long IntervalMs = 15_000;

    // Scrapes do not begin to the millisecond.
    private const long EarlyMs = 1_000;

    private readonly Dictionary<(string Job, string Instance), long> _last = [];

    /// <summary>Takes in the answer to one scrape; those between two intervals are left out.</summary>
    /// <param name="scrape">Of what, and when.</param>
    /// <param name="page">The page in text format 0.0.4; null where there was none.</param>
    public void Add(FedScrape scrape, ReadOnlyMemory<byte>? page)
    {
        if (_last.TryGetValue((scrape.Job, scrape.Instance), out var last) && scrape.TimeMs - last < IntervalMs - EarlyMs) return;
        _last[(scrape.Job, scrape.Instance)] = scrape.TimeMs;
        var labels = $"job=\"{Escape(scrape.Job)}\",instance=\"{Escape(scrape.Instance)}\",metrics_path=\"{Escape(scrape.Path)}\"}}";
        var time = string.Create(CultureInfo.InvariantCulture, $"{scrape.TimeMs / 1000}.{scrape.TimeMs % 1000:000}");
        output.Write($"up{{{labels} {(scrape.IsUp ? 1 : 0)} {time}\n");
        if (page is not { } bytes) return;
        foreach (var line in Encoding.UTF8.GetString(bytes.Span).AsSpan().EnumerateLines()) Write(line, labels, time);
    }

    /// <summary>Ends the text.</summary>
    public void End() => output.Write("# EOF\n");

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private void Write(ReadOnlySpan<char> line, string labels, string time)
    {
        var end = line.IndexOfAny('{', ' ');
        if (end <= 0 || line[0] == '#' || !rules.Reads(line[..end].ToString())) return;
        var close = line.LastIndexOf('}');
        var own = close > end ? line[(end + 1)..close].TrimEnd(',') : default;
        var rest = line[(Math.Max(close, end - 1) + 1)..].TrimStart(' ');
        var value = rest.IndexOf(' ') is var space and > 0 ? rest[..space] : rest;
        if (value.IsEmpty) return;
        output.Write(line[..end]);
        output.Write('{');
        output.Write(Renamed(own));
        if (!own.IsEmpty) output.Write(',');
        output.Write(labels);
        output.Write(' ');
        output.Write(value);
        output.Write(' ');
        output.Write(time);
        output.Write('\n');
    }

    // A label that the scrape gives too keeps its value under another name, as in Prometheus.
    private static string Renamed(ReadOnlySpan<char> own)
    {
        var text = "," + own.ToString();
        foreach (var name in (ReadOnlySpan<string>)["job", "instance", "metrics_path"]) text = text.Replace($",{name}=\"", $",exported_{name}=\"", StringComparison.Ordinal);
        return text[1..];
    }
}

/// <summary>One scrape that is fed to a Prometheus.</summary>
/// <param name="Job">The target's job.</param>
/// <param name="Instance">The target's instance.</param>
/// <param name="Path">Path of the page.</param>
/// <param name="TimeMs">When, Unix milliseconds.</param>
/// <param name="IsUp">Whether it was answered.</param>
internal sealed record FedScrape(string Job, string Instance, string Path, long TimeMs, bool IsUp);
