namespace Telemetry.Alerting.Templates.Syntax;

/// <summary>Kinds of tokens of a template.</summary>
internal enum TokenKind
{
    /// <summary>Text outside of actions.</summary>
    Text,

    /// <summary><c>{{</c></summary>
    Open,

    /// <summary><c>}}</c></summary>
    Close,

    /// <summary>White space inside an action; it separates operands.</summary>
    Space,

    /// <summary>A keyword or a function's name.</summary>
    Word,

    /// <summary><c>.Name</c></summary>
    Field,

    /// <summary><c>$name</c> or <c>$</c></summary>
    Variable,

    /// <summary><c>.</c> alone.</summary>
    Dot,

    /// <summary>A string in quotes or back quotes, its value.</summary>
    String,

    /// <summary>A number or a character constant, as written.</summary>
    Number,

    /// <summary>One of <c>| ( ) , := =</c></summary>
    Symbol,

    /// <summary>Behind the last token.</summary>
    End,
}
