namespace Telemetry.Alerting.Templates.Syntax;

/// <summary>Cuts a template into text and the tokens of its actions; <c>{{-</c> and <c>-}}</c> take the white space beside them away.</summary>
internal sealed class TemplateLexer
{
    private const string Opening = "{{";
    private const string Closing = "}}";
    private const string TrimmedClosing = " -}}";

    private readonly string _name;
    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line = 1;

    private TemplateLexer(string name, string text) => (_name, _text) = (name, text);

    /// <summary>All tokens, ended by <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="TemplateException">The text is no template.</exception>
    public static IReadOnlyList<Token> Read(string name, string text)
    {
        var lexer = new TemplateLexer(name, text);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        var trimLeft = false;
        while (true)
        {
            var open = _text.IndexOf(Opening, _at, StringComparison.Ordinal);
            var trimRight = open >= 0 && IsTrimmedOpening(open);
            ReadText(open < 0 ? _text.Length : open, trimLeft, trimRight);
            if (open < 0) break;
            _at += trimRight ? Opening.Length + 1 : Opening.Length;
            trimLeft = StandsComment() ? ReadComment() : ReadAction();
        }

        Add(TokenKind.End, "");
    }

    private bool IsTrimmedOpening(int open) =>
        open + 3 < _text.Length && _text[open + 2] == '-' && IsSpace(_text[open + 3]);

    private void ReadText(int end, bool trimLeft, bool trimRight)
    {
        var text = _text[_at..end];
        var shown = trimLeft ? text.TrimStart(' ', '\t', '\r', '\n') : text;
        if (trimRight) shown = shown.TrimEnd(' ', '\t', '\r', '\n');
        if (shown.Length > 0) Add(TokenKind.Text, shown);
        _line += text.Count('\n');
        _at = end;
    }

    private bool StandsComment() => _text.AsSpan(_at).TrimStart(" \t\r\n").StartsWith("/*", StringComparison.Ordinal);

    private bool ReadComment()
    {
        var end = _text.IndexOf("*/", _at, StringComparison.Ordinal);
        if (end < 0) throw Wrong("a comment is not closed");
        _line += _text.AsSpan(_at, end - _at).Count('\n');
        _at = end + 2;
        if (Stands(Closing)) return Skip(Closing, trims: false);
        if (Stands(TrimmedClosing)) return Skip(TrimmedClosing, trims: true);
        throw Wrong("a comment ends before its closing delimiter");
    }

    private bool ReadAction()
    {
        Add(TokenKind.Open, Opening);
        while (true)
        {
            if (_at >= _text.Length) throw Wrong("an action is not closed with }}");
            if (Stands(Closing))
            {
                Add(TokenKind.Close, Closing);
                return Skip(Closing, trims: false);
            }

            if (IsSpace(_text[_at]) && _text.AsSpan(_at + 1).StartsWith("-}}", StringComparison.Ordinal))
            {
                Add(TokenKind.Close, Closing);
                return Skip(TrimmedClosing, trims: true);
            }

            ReadToken();
        }
    }

    private void ReadToken()
    {
        var start = _text[_at];
        if (IsSpace(start)) Add(TokenKind.Space, Take(IsSpace));
        else if (start is '"') Add(TokenKind.String, Quoted());
        else if (start is '`') Add(TokenKind.String, Raw());
        else if (start is '\'') Add(TokenKind.Number, Character());
        else if (start is '$') Add(TokenKind.Variable, "$" + TakeAfter(1, IsNamePart));
        else if (start is '.') ReadDot();
        else if (IsNameStart(start)) Add(TokenKind.Word, Take(IsNamePart));
        else if (char.IsAsciiDigit(start) || start is '+' or '-') Add(TokenKind.Number, Take(IsNumberPart));
        else ReadSymbol();
    }

    private void ReadDot()
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : ' ';
        if (IsNameStart(next)) Add(TokenKind.Field, TakeAfter(1, IsNamePart));
        else if (char.IsAsciiDigit(next)) Add(TokenKind.Number, Take(IsNumberPart));
        else Add(TokenKind.Dot, TakeAfter(1, _ => false));
    }

    private void ReadSymbol()
    {
        var symbol = Stands(":=") ? ":=" : _text[_at] is '|' or '(' or ')' or ',' or '=' ? _text[_at].ToString() : null;
        if (symbol is null) throw Wrong($"unexpected '{_text[_at]}' in an action");
        Add(TokenKind.Symbol, symbol);
        _at += symbol.Length;
    }

    private string Quoted()
    {
        var end = _at + 1;
        while (end < _text.Length && _text[end] is not ('"' or '\n')) end += _text[end] == '\\' ? 2 : 1;
        if (end >= _text.Length || _text[end] == '\n') throw Wrong("a string is not closed");
        var value = GoString.Unquote(_text[(_at + 1)..end]) ?? throw Wrong("a string holds an escape that there is not");
        _at = end + 1;
        return value;
    }

    private string Raw()
    {
        var end = _text.IndexOf('`', _at + 1);
        if (end < 0) throw Wrong("a string in back quotes is not closed");
        var value = _text[(_at + 1)..end];
        _line += value.Count('\n');
        _at = end + 1;
        return value.Replace("\r", "", StringComparison.Ordinal);
    }

    // A character constant is the number of its code point.
    private string Character()
    {
        var end = _at + 1;
        while (end < _text.Length && _text[end] is not ('\'' or '\n')) end += _text[end] == '\\' ? 2 : 1;
        if (end >= _text.Length || _text[end] == '\n') throw Wrong("a character constant is not closed");
        var value = GoString.Unquote(_text[(_at + 1)..end].Replace("\\'", "'", StringComparison.Ordinal));
        if (value is null || value.EnumerateRunes().Count() != 1) throw Wrong("a character constant holds one character");
        _at = end + 1;
        return value.EnumerateRunes().First().Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private string Take(Func<char, bool> belongs) => TakeAfter(0, belongs);

    private string TakeAfter(int skipped, Func<char, bool> belongs)
    {
        var start = _at + skipped;
        var end = start;
        while (end < _text.Length && belongs(_text[end]) && !(IsSpace(_text[end]) && end > start && _text.AsSpan(end).StartsWith(TrimmedClosing, StringComparison.Ordinal))) end++;
        _line += _text.AsSpan(_at, end - _at).Count('\n');
        _at = end;
        return _text[start..end];
    }

    private bool Skip(string text, bool trims)
    {
        _at += text.Length;
        return trims;
    }

    private bool Stands(string text) => _text.AsSpan(_at).StartsWith(text, StringComparison.Ordinal);

    private void Add(TokenKind kind, string text) => _tokens.Add(new Token(kind, text, _line));

    private TemplateException Wrong(string problem) => new(_name, _line, problem);

    private static bool IsSpace(char letter) => letter is ' ' or '\t' or '\r' or '\n';

    private static bool IsNameStart(char letter) => letter == '_' || char.IsLetter(letter);

    private static bool IsNamePart(char letter) => letter == '_' || char.IsLetterOrDigit(letter);

    private static bool IsNumberPart(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '+' or '-';
}
