using Telemetry.Series.Matching;

namespace Telemetry.Series.Queries.Syntax;

/// <summary>Cuts a query into tokens. Ends with <see cref="TokenKind.End"/> or with the first <see cref="TokenKind.Error"/>.</summary>
internal sealed class Lexer(string query)
{
    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "unless", "atan2", "offset", "by", "without", "on", "ignoring", "group_left", "group_right", "bool",
    };

    private static readonly HashSet<string> Aggregators = new(StringComparer.OrdinalIgnoreCase)
    {
        "sum", "avg", "count", "min", "max", "group", "stddev", "stdvar", "topk", "bottomk", "count_values", "quantile",
    };

    private const string Digits = "0123456789";

    // How Prometheus shows the end of the input where it expected a character.
    private const char NothingMore = '\ufffd';

    private readonly List<Token> _tokens = [];
    private int _at;
    private int _parentheses;
    private bool _inBraces;
    private bool _inBrackets;

    public static IReadOnlyList<Token> Tokenize(string query) => new Lexer(query).Run();

    private List<Token> Run()
    {
        do
        {
            SkipBlank();
            var token = _at == query.Length ? AtEnd() : _inBraces ? InBraces() : Statement();
            _tokens.Add(token);
            _at = token.Kind == TokenKind.Error ? query.Length : token.End;
        }
        while (_tokens[^1].Kind is not (TokenKind.End or TokenKind.Error));
        return _tokens;
    }

    private void SkipBlank()
    {
        while (_at < query.Length && (query[_at] is ' ' or '\t' or '\n' or '\r' or '#'))
        {
            if (query[_at] != '#') _at++;
            else _at = query.IndexOf('\n', _at) is >= 0 and var end ? end : query.Length;
        }
    }

    private Token AtEnd()
    {
        if (_inBraces) return Error("unexpected end of input inside braces");
        if (_inBrackets) return Error("unclosed left bracket");
        return _parentheses > 0 ? Error("unclosed left parenthesis") : new(TokenKind.End, _at, "");
    }

    private Token Statement()
    {
        var c = query[_at];
        var next = _at + 1 < query.Length ? query[_at + 1] : NothingMore;
        switch (c)
        {
            case '(':
                _parentheses++;
                return Take(TokenKind.LeftParenthesis, 1);
            case ')' when _parentheses == 0:
                // Prometheus sees this one only behind the parenthesis.
                return Error($"unexpected right parenthesis {GoQuote.QuoteRune(c)}", offset: 1);
            case ')':
                _parentheses--;
                return Take(TokenKind.RightParenthesis, 1);
            case '{':
                _inBraces = true;
                return Take(TokenKind.LeftBrace, 1);
            case '[' when _inBrackets: return Error($"unexpected left bracket {GoQuote.QuoteRune(c)}");
            case '[':
                _inBrackets = true;
                return Take(TokenKind.LeftBracket, 1);
            case ']' when !_inBrackets: return Error($"unexpected right bracket {GoQuote.QuoteRune(c)}");
            case ']':
                _inBrackets = false;
                return Take(TokenKind.RightBracket, 1);
            case ',': return Take(TokenKind.Comma, 1);
            case '@': return Take(TokenKind.At, 1);
            case ':' when _inBrackets: return Take(TokenKind.Colon, 1);
            case '+' or '-' or '*' or '/' or '%' or '^': return Take(TokenKind.Operator, 1);
            case '<' or '>': return Take(TokenKind.Operator, next == '=' ? 2 : 1);
            case '=' when next == '~': return Error($"unexpected character after '=': {GoQuote.QuoteRune(next)}");
            case '=': return Take(TokenKind.Operator, next == '=' ? 2 : 1);
            case '!' when next == '=': return Take(TokenKind.Operator, 2);
            case '!': return Error($"unexpected character after '!': {GoQuote.QuoteRune(next)}");
            case '"' or '\'' or '`': return QuotedString(c);
            case var _ when char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(next)): return NumberOrDuration();
            case var _ when IsLetter(c) || c == ':': return Word();
            default: return Error($"unexpected character: {GoQuote.QuoteRune(c)}");
        }
    }

    private Token InBraces()
    {
        var c = query[_at];
        var next = _at + 1 < query.Length ? query[_at + 1] : NothingMore;
        switch (c)
        {
            case '{': return Error($"unexpected left brace {GoQuote.QuoteRune(c)}");
            case '}':
                _inBraces = false;
                return Take(TokenKind.RightBrace, 1);
            case ',': return Take(TokenKind.Comma, 1);
            case '=': return Take(TokenKind.Operator, next == '~' ? 2 : 1);
            case '!' when next is '=' or '~': return Take(TokenKind.Operator, 2);
            case '!': return Error($"unexpected character after '!' inside braces: {GoQuote.QuoteRune(next)}");
            case '"' or '\'' or '`': return QuotedString(c);
            case var _ when IsLetter(c): return Take(TokenKind.Identifier, WordLength(colons: false));
            default: return Error($"unexpected character inside braces: {GoQuote.QuoteRune(c)}");
        }
    }

    private Token QuotedString(char quote)
    {
        for (var end = _at + 1; end < query.Length; end++)
        {
            if (query[end] == quote) return Take(TokenKind.String, end + 1 - _at);
            if (quote == '`') continue;
            if (query[end] == '\n') break;
            if (query[end] != '\\' || ++end == query.Length) continue;
            if (query[end] != quote && !"abfnrtv\\xuU01234567".Contains(query[end], StringComparison.Ordinal))
                return Error($"unknown escape sequence U+{(int)query[end]:X4} {GoQuote.QuoteRune(query[end])}");
        }

        return Error(quote == '`' ? "unterminated raw string" : "unterminated quoted string");
    }

    private Token NumberOrDuration()
    {
        var end = NumberEnd();
        if (!IsWordAt(end)) return Take(TokenKind.Number, end - _at);
        return TryEndDuration(ref end)
            ? Take(TokenKind.Duration, end - _at)
            : Error($"bad number or duration syntax: {GoQuote.Quote(query[_at..Math.Min(end, query.Length)])}");
    }

    private int NumberEnd()
    {
        var end = _at;
        if (query[_at] == '0' && _at + 1 < query.Length && query[_at + 1] is 'x' or 'X')
        {
            end += 2;
            while (end < query.Length && char.IsAsciiHexDigit(query[end])) end++;
            return end;
        }

        AcceptDigits(ref end);
        if (Accept(ref end, ".")) AcceptDigits(ref end);
        if (!Accept(ref end, "eE")) return end;
        Accept(ref end, "+-");
        AcceptDigits(ref end);
        return end;
    }

    // From the first unit on; whether the units make sense together is seen when the duration is read. On failure the end is where
    // Prometheus stops looking, which its message shows.
    private bool TryEndDuration(ref int end)
    {
        if (!Accept(ref end, "smhdwy")) return false;
        Accept(ref end, "s");
        while (Accept(ref end, Digits))
        {
            AcceptDigits(ref end);
            if (!Accept(ref end, "smhdw")) return false;
            Accept(ref end, "s");
        }

        if (!IsWordAt(end)) return true;
        end++;
        return false;
    }

    private bool Accept(ref int at, string characters)
    {
        if (at >= query.Length || !characters.Contains(query[at], StringComparison.Ordinal)) return false;
        at++;
        return true;
    }

    private void AcceptDigits(ref int at)
    {
        while (Accept(ref at, Digits))
        {
            // Every digit.
        }
    }

    private bool IsWordAt(int at) => at < query.Length && (IsLetter(query[at]) || char.IsAsciiDigit(query[at]));

    private Token Word()
    {
        var length = WordLength(colons: true);
        var text = query.Substring(_at, length);
        if (Keywords.Contains(text)) return Take(TokenKind.Keyword, length);
        if (Aggregators.Contains(text)) return Take(TokenKind.Aggregator, length);
        if (NumberText.IsNamed(text)) return Take(TokenKind.Number, length);
        return Take(text.Contains(':', StringComparison.Ordinal) ? TokenKind.MetricIdentifier : TokenKind.Identifier, length);
    }

    private int WordLength(bool colons)
    {
        var end = _at;
        while (end < query.Length && (IsLetter(query[end]) || char.IsAsciiDigit(query[end]) || (colons && query[end] == ':'))) end++;
        return end - _at;
    }

    private Token Take(TokenKind kind, int length) => new(kind, _at, query.Substring(_at, length));

    private Token Error(string message, int offset = 0) => new(TokenKind.Error, _at + offset, message);

    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || c == '_';
}
