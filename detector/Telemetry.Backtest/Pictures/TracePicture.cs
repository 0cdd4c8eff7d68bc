using System.Globalization;
using System.Text;
using Telemetry.Backtest.Judging;
using Telemetry.Pages;

namespace Telemetry.Backtest.Pictures;

/// <summary>Draws a trace: values over their normal band, the score below, labelled spans behind, and the moments that matter.</summary>
internal sealed class TracePicture(TraceBook book, IReadOnlyList<LabelledEvent> spans, IReadOnlyList<Moment> moments)
{
    /// <summary>Colours and pens of the picture; a page has it once.</summary>
    public const string Style = """
        svg{background:#fff;font:11px system-ui,sans-serif}svg text{fill:#444}
        .frame{fill:none;stroke:#ccc}.incident{fill:#d33;fill-opacity:.13}.benign{fill:#888;fill-opacity:.15}.unplanned{fill:#d90;fill-opacity:.13}
        .band{fill:#39c;fill-opacity:.22}.normal{fill:none;stroke:#39c;stroke-width:1}.value{fill:none;stroke:#135;stroke-width:1.1}.score{fill:#a3a;fill-opacity:.55}
        .page{stroke:#c00;stroke-width:1.6}.rule{stroke:#e80;stroke-width:1.4;stroke-dasharray:5 3}.felt{stroke:#808;stroke-width:1.2;stroke-dasharray:1 3}
        text.page{fill:#c00;stroke:none}text.rule{fill:#b60;stroke:none}text.felt{fill:#808;stroke:none}
        """;

    private const double Left = 64;
    private const double Width = 860;
    private const double Top = 22;
    private const double Height = 170;
    private const double ScoreTop = 206;
    private const double ScoreHeight = 54;
    private const double Bottom = 280;
    private const double BandSpreads = 3;
    private const double LeastScoreScale = 8;

    // Beyond it nothing is decided any more.
    private const double MostScoreScale = 20;

    // Scrapes that are further apart than stretches still make one bar after the other.
    private const int MostBarStretches = 6;

    /// <summary>The drawing.</summary>
    public string Draw(SeriesTrace trace)
    {
        var time = new TimeAxis(book.FromMs, book.ToMs, Left, Width);
        var values = ScaleOf(trace);
        var scores = new Scale(0, Math.Clamp(trace.Peak, LeastScoreScale, MostScoreScale), ScoreTop, ScoreHeight);
        var svg = new HtmlWriter();
        svg.Write($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 940 300" width="940" height="300" role="img"><title>{trace.Title}</title>""");
        svg.WriteStyle(Style);
        foreach (var span in spans) DrawSpan(svg, time, span);
        svg.Write($"""<polygon class="band" points="{BandOf(trace, time, values)}"/><path class="normal" d="{NormalOf(trace, time, values)}"/>""");
        svg.Write($"""<path class="value" d="{ValueOf(trace, time, values)}"/><path class="score" d="{ScoreOf(trace, time, scores)}"/>""");
        DrawFrame(svg, trace, time, values, scores);
        foreach (var moment in moments) DrawMoment(svg, time, moment);
        svg.Write($"</svg>");
        return svg.ToString();
    }

    private static Scale ScaleOf(SeriesTrace trace)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (ref readonly var stretch in trace.All)
            if (stretch.IsSeen) (low, high) = (Math.Min(low, stretch.Low), Math.Max(high, stretch.High));
        return high >= low ? new Scale(low, high, Top, Height) : new Scale(0, 1, Top, Height);
    }

    private static void DrawSpan(HtmlWriter svg, TimeAxis time, LabelledEvent span)
    {
        var from = time.At(span.StartMs);
        svg.Write($"""<rect class="{span.Kind.ToString().ToLowerInvariant()}" x="{N(from)}" y="{N(Top)}" width="{N(Math.Max(1, time.At(span.EndMs) - from))}" height="{N(ScoreTop + ScoreHeight - Top)}"/>""");
        svg.Write($"""<text x="{N(from + 2)}" y="{N(ScoreTop - 5)}">{span.Id}</text>""");
    }

    private static void DrawMoment(HtmlWriter svg, TimeAxis time, Moment moment)
    {
        var x = time.At(moment.AtMs);
        svg.Write($"""<line class="{moment.Style}" x1="{N(x)}" x2="{N(x)}" y1="{N(Top)}" y2="{N(ScoreTop + ScoreHeight)}"/>""");
        var row = moment.Style switch { "page" => 1, "rule" => 2, _ => 3 };
        svg.Write($"""<text class="{moment.Style}" x="{N(x + 3)}" y="{N(Top + (12 * row))}">{moment.Text}</text>""");
    }

    private static void DrawFrame(HtmlWriter svg, SeriesTrace trace, TimeAxis time, in Scale values, in Scale scores)
    {
        svg.Write($"""<rect class="frame" x="{N(Left)}" y="{N(Top)}" width="{N(Width)}" height="{N(Height)}"/><rect class="frame" x="{N(Left)}" y="{N(ScoreTop)}" width="{N(Width)}" height="{N(ScoreHeight)}"/>""");
        svg.Write($"""<text x="{N(Left)}" y="14" font-weight="bold">{trace.Title}</text>""");
        var unit = trace.Unit is "" or "1" ? "" : " " + trace.Unit;
        foreach (var value in (double[])[values.Low, values.High])
            svg.Write($"""<text x="{N(Left - 4)}" y="{N(values.At(value) + 4)}" text-anchor="end">{Scale.Text(value)}{unit}</text>""");
        svg.Write($"""<text x="{N(Left - 4)}" y="{N(scores.At(scores.High) + 6)}" text-anchor="end">{Scale.Text(scores.High)}</text><text x="{N(Left - 4)}" y="{N(ScoreTop + ScoreHeight)}" text-anchor="end">score</text>""");
        foreach (var (timeMs, text) in time.Marks())
            svg.Write($"""<text x="{N(time.At(timeMs))}" y="{N(Bottom)}" text-anchor="middle">{text}</text>""");
    }

    private static string ValueOf(SeriesTrace trace, TimeAxis time, in Scale scale)
    {
        var path = new StringBuilder();
        for (var i = 0; i < trace.All.Length; i++)
        {
            ref readonly var stretch = ref trace.All[i];
            if (!stretch.IsSeen) continue;
            var x = N(time.AtShare((i + 0.5) / trace.All.Length));
            path.Append(path.Length == 0 ? 'M' : 'L').Append(x).Append(' ').Append(N(scale.At(stretch.Low))).Append('L').Append(x).Append(' ').Append(N(scale.At(stretch.High)));
        }

        return path.ToString();
    }

    private static string NormalOf(SeriesTrace trace, TimeAxis time, in Scale scale)
    {
        var path = new StringBuilder();
        for (var i = 0; i < trace.All.Length; i++)
        {
            ref readonly var stretch = ref trace.All[i];
            if (!stretch.IsSeen || float.IsNaN(stretch.Normal)) continue;
            path.Append(path.Length == 0 ? 'M' : 'L').Append(N(time.AtShare((i + 0.5) / trace.All.Length))).Append(' ').Append(N(scale.At(stretch.Normal)));
        }

        return path.ToString();
    }

    private static string BandOf(SeriesTrace trace, TimeAxis time, in Scale scale)
    {
        var (upper, lower) = (new StringBuilder(), new List<string>());
        for (var i = 0; i < trace.All.Length; i++)
        {
            ref readonly var stretch = ref trace.All[i];
            if (!stretch.IsSeen || float.IsNaN(stretch.Normal) || float.IsNaN(stretch.Spread)) continue;
            var x = N(time.AtShare((i + 0.5) / trace.All.Length));
            upper.Append(x).Append(',').Append(N(scale.At(stretch.Normal + (BandSpreads * stretch.Spread)))).Append(' ');
            lower.Add($"{x},{N(scale.At(stretch.Normal - (BandSpreads * stretch.Spread)))}");
        }

        lower.Reverse();
        return upper.Append(string.Join(' ', lower)).ToString();
    }

    private static string ScoreOf(SeriesTrace trace, TimeAxis time, in Scale scale)
    {
        var path = new StringBuilder();
        var all = trace.All;
        for (var i = 0; i < all.Length; i++)
        {
            if (!all[i].IsSeen || all[i].Score <= 0) continue;
            var next = i + 1;
            while (next < Math.Min(all.Length, i + MostBarStretches) && !all[next].IsSeen) next++;
            var (from, to) = (time.AtShare((double)i / all.Length), time.AtShare((double)next / all.Length));
            path.Append('M').Append(N(from)).Append(' ').Append(N(scale.At(0))).Append('V').Append(N(scale.At(all[i].Score))).Append('H').Append(N(to)).Append('V').Append(N(scale.At(0))).Append('Z');
        }

        return path.ToString();
    }

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
