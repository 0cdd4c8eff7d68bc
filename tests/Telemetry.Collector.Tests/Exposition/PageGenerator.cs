using System.Globalization;
using System.Text;

namespace Telemetry.Collector.Tests.Exposition;

/// <summary>Makes up pages: mostly good, in all spellings that the formats allow; and spoils them.</summary>
internal sealed class PageGenerator(int seed, bool openMetrics)
{
    private static readonly string[] Fragments =
        ["{", "}", "\"", "\\", ",", "=", " ", "  ", "\t", "#", "\n", "# EOF", "e", "-", "1_0", "NaN", "+Inf", "\r\n", "é", "{a=\"b\"}", "\0"];

    private readonly Random _random = new(seed);

    public string Page(int lines) => Lines(lines, metadata: true) + (openMetrics ? "# EOF\n" : "");

    /// <summary>Samples without metadata and without an end.</summary>
    public string Samples(int lines) => Lines(lines, metadata: false);

    /// <summary>Inserts, removes or repeats something at a few random places.</summary>
    public string Spoil(string page)
    {
        var text = new StringBuilder(page);
        for (var i = _random.Next(1, 12); i > 0; i--)
        {
            var at = _random.Next(text.Length);
            switch (_random.Next(3))
            {
                case 0:
                    text.Insert(at, Fragments[_random.Next(Fragments.Length)]);
                    break;
                case 1:
                    text.Remove(at, Math.Min(_random.Next(1, 4), text.Length - at));
                    break;
                default:
                    text.Insert(at, text.ToString(at, Math.Min(_random.Next(1, 20), text.Length - at)));
                    break;
            }
        }

        return text.ToString();
    }

    private string Lines(int lines, bool metadata)
    {
        var page = new StringBuilder();
        for (var i = 0; i < lines; i++)
        {
            page.Append(metadata && _random.Next(8) == 0 ? Metadata() : Sample()).Append('\n');
        }

        return page.ToString();
    }

    private string Metadata()
    {
        var name = Name();
        return _random.Next(openMetrics ? 3 : 2) switch
        {
            0 => $"# HELP {name} some text {Value()}",
            1 => $"# TYPE {name} {Pick("counter", "gauge", "histogram", "summary", openMetrics ? "unknown" : "untyped")}",
            _ => $"# UNIT {name}_seconds seconds",
        };
    }

    private string Sample()
    {
        var labels = string.Join(openMetrics ? "," : Pick(",", ", ", " , "), Enumerable.Range(0, _random.Next(4)).Select(Label));
        var name = Name() + Pick("", "_total", "_bucket", "_sum", "_count");
        var series = _random.Next(6) switch
        {
            0 => name,
            1 => $"{{\"{name}\"{(labels.Length > 0 ? "," : "")}{labels}}}",
            _ => $"{name}{{{labels}}}",
        };
        return $"{series}{Blank()}{Number()}{(_random.Next(4) == 0 ? Blank() + Timestamp() : "")}";
    }

    private string Label(int index)
    {
        var label = index == 0 && _random.Next(2) == 0
            ? (Name: Pick("le", "quantile"), Value: Pick("1", "1.0", "1e0", "+Inf", "0.5"))
            : (Name: $"l{index}", Value: Value());
        return label.Name + (openMetrics || _random.Next(3) > 0 ? "=" : " = ") + $"\"{label.Value}\"";
    }

    private string Name() => Pick("foo", "bar_baz", "a:b", "_x", "http_requests");

    private string Value() => Pick("", "x", "a b", "é", "\\n", "\\\"", "\\\\", "{", "}", ",", "#", "\\d", "1.5");

    private string Blank() => openMetrics ? " " : Pick(" ", " ", "  ", "\t");

    private string Timestamp() => openMetrics
        ? (_random.Next(1, 2_000_000) / 1000.0).ToString("R", CultureInfo.InvariantCulture)
        : _random.NextInt64(-5, 2_000_000_000_000).ToString(CultureInfo.InvariantCulture);

    private string Number() => _random.Next(4) switch
    {
        0 => _random.Next(100).ToString(CultureInfo.InvariantCulture),
        1 => Pick("NaN", "+Inf", "-Inf", "inf", "1e3", "-0", ".5", "5."),
        _ => (_random.NextDouble() * 1000).ToString("R", CultureInfo.InvariantCulture),
    };

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
