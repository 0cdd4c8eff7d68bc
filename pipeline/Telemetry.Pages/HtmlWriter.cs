using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Telemetry.Pages;

/// <summary>Writes HTML from interpolated strings: the literal parts stand as they are, every value is encoded.</summary>
/// <param name="root">Path that all of our pages are under for the reader, such as <c>/telemetry</c>; empty for none.</param>
public sealed class HtmlWriter(string root = "")
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();

    /// <summary>The address of a page of ours, given by its path, as the reader's browser asks for it; an address elsewhere stays as it is.</summary>
    public string At(string path) => path.StartsWith('/') ? root + path : path;

    /// <summary>Appends markup with encoded values.</summary>
    public void Write(Markup markup) => _html.Append(markup.Text);

    /// <summary>Appends text, encoded, in which backquotes surround what is typed into a terminal.</summary>
    /// <param name="text">The text.</param>
    public void WriteProse(string text)
    {
        var isCode = false;
        foreach (var part in text.Split('`'))
        {
            if (isCode) Write($"<code>{part}</code>");
            else Write($"{part}");
            isCode = !isCode;
        }
    }

    /// <summary>Appends a style sheet of ours.</summary>
    public void WriteStyle(string css) => _html.Append("<style>").Append(css).Append("</style>");

    /// <summary>Appends a drawing that another writer has written.</summary>
    public void WriteDrawing(string svg) => _html.Append(svg);

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();

    /// <summary>An interpolated string on its way into a page.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup(int literalLength, int formattedCount)
    {
        private const int TypicalValueLength = 24;

        private readonly StringBuilder _text = new(literalLength + (formattedCount * TypicalValueLength));

        /// <summary>Markup, values encoded.</summary>
        public StringBuilder Text => _text;

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string? value) => _text.Append(Encoder.Encode(value ?? ""));

        public void AppendFormatted(int value) => _text.Append(value);
    }
}
