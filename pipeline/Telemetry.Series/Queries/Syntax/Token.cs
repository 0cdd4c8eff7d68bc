using System.Runtime.InteropServices;
using Telemetry.Series.Matching;

namespace Telemetry.Series.Queries.Syntax;

/// <summary>One token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Where it begins in the query.</param>
/// <param name="Text">Its text as written; of an error, the message.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(TokenKind Kind, int Position, string Text)
{
    private const int LongestShown = 10;

    /// <summary>Position behind the token.</summary>
    public int End => Position + Text.Length;

    public bool IsOperator(string text) => Kind == TokenKind.Operator && Text == text;

    public bool IsKeyword(string text) => Kind == TokenKind.Keyword && Text.Equals(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>As Prometheus names a token that it did not expect.</summary>
    public string Description => Kind switch
    {
        TokenKind.End => "end of input",
        TokenKind.Number => $"number {Quoted}",
        TokenKind.Duration => $"duration {Quoted}",
        TokenKind.String => $"string {Quoted}",
        TokenKind.Identifier => $"identifier {Quoted}",
        TokenKind.MetricIdentifier => $"metric identifier {Quoted}",
        TokenKind.Keyword => $"<{Text}>",
        TokenKind.Aggregator => $"<aggr:{Text}>",
        TokenKind.Operator when Text != "=" => $"<op:{Text}>",
        _ => Quoted,
    };

    private string Quoted => Text.Length > LongestShown ? GoQuote.Quote(Text[..LongestShown]) + "..." : GoQuote.Quote(Text);
}
