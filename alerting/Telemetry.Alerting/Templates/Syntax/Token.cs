namespace Telemetry.Alerting.Templates.Syntax;

/// <summary>A piece of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says; the name alone for fields, the value for strings.</param>
/// <param name="Line">Line where it begins, from 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Line)
{
    /// <summary>Whether it is this symbol.</summary>
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    /// <summary>Whether it is this keyword.</summary>
    public bool IsWord(string word) => Kind == TokenKind.Word && Text == word;
}
