namespace Telemetry.Series.Queries.Syntax;

/// <summary>Kinds of tokens of the query language.</summary>
internal enum TokenKind
{
    End,

    /// <summary>Input that is no token; the text is the message.</summary>
    Error,
    Number,
    Duration,
    String,
    Identifier,

    /// <summary>An identifier with colons: only metrics may have them.</summary>
    MetricIdentifier,
    Keyword,
    Aggregator,

    /// <summary>Arithmetic, comparison and matching operators; the text says which.</summary>
    Operator,
    LeftParenthesis,
    RightParenthesis,
    LeftBrace,
    RightBrace,
    LeftBracket,
    RightBracket,
    Comma,
    Colon,
    At,
}
