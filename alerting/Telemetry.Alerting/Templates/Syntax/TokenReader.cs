namespace Telemetry.Alerting.Templates.Syntax;

/// <summary>Hands tokens out one by one.</summary>
internal sealed class TokenReader(string name, IReadOnlyList<Token> tokens)
{
    private int _at;

    /// <summary>The token that is next.</summary>
    public Token Current => tokens[_at];

    /// <summary>Takes a token. The last one stays.</summary>
    public Token Next() => _at < tokens.Count - 1 ? tokens[_at++] : tokens[_at];

    /// <summary>A place to return to.</summary>
    public int Mark() => _at;

    /// <summary>Goes back to a place.</summary>
    public void Return(int mark) => _at = mark;

    /// <summary>Takes white space, where some stands; says whether some stood.</summary>
    public bool SkipSpace()
    {
        var stood = Current.Kind == TokenKind.Space;
        if (stood) Next();
        return stood;
    }

    /// <summary>Takes the end of an action, which must stand here.</summary>
    public void Close()
    {
        SkipSpace();
        if (Current.Kind != TokenKind.Close) throw Wrong($"unexpected '{Current.Text}' in an action");
        Next();
    }

    /// <summary>A fault at the token that is next.</summary>
    public TemplateException Wrong(string problem) => new(name, Current.Line, problem);
}
