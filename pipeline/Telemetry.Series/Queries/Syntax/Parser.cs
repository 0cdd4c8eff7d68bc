using Telemetry.Series.Matching;

namespace Telemetry.Series.Queries.Syntax;

/// <summary>
/// Parses queries: selectors with matchers, numbers, texts, signs, arithmetic and parentheses, with Prometheus's precedence and messages.
/// What PromQL has beyond that is refused by name.
/// </summary>
internal sealed class Parser
{
    /// <summary>Deepest tree accepted: parser and evaluator recurse, and a stack overflow cannot be caught.</summary>
    public const int MaxDepth = 500;

    private readonly string _query;
    private readonly IReadOnlyList<Token> _tokens;
    private int _next;
    private int _nesting;
    private ParseException? _firstMistake;

    private Parser(string query)
    {
        _query = query;
        _tokens = Lexer.Tokenize(query);
    }

    private Token Current => _tokens[_next];

    /// <exception cref="ParseException">The query is not valid, or uses what is not supported.</exception>
    public static Expression Parse(string query)
    {
        var parser = new Parser(query);
        if (parser.Current.Kind == TokenKind.End) throw new ParseException(query, 0, "no expression found in input");
        var expression = parser.ParseBinary(minPrecedence: 0);
        parser.ExpectEnd();
        return parser._firstMistake is { } mistake ? throw mistake : expression;
    }

    /// <summary>Parses the series selector of a <c>match[]</c> parameter.</summary>
    /// <exception cref="ParseException">It is not a selector.</exception>
    public static IReadOnlyList<LabelMatcher> ParseSelector(string selector)
    {
        var parser = new Parser(selector);
        Token? name = parser.Current.Kind == TokenKind.LeftBrace ? null : parser.TakeMetricName();
        var matchers = new SelectorParser(selector, parser.Take, () => parser.Current).Parse(name);
        parser.ExpectEnd();
        return matchers;
    }

    private Expression ParseBinary(int minPrecedence)
    {
        if (++_nesting > MaxDepth) throw TooDeep();
        var left = ParseOperand();
        while (TakeOperator(minPrecedence) is { } op)
        {
            RefuseMatchingModifiers();
            var precedence = op.Precedence();
            var right = ParseBinary(op == ArithmeticOperator.Power ? precedence : precedence + 1);
            if (left.Type == ExpressionType.String || right.Type == ExpressionType.String)
                Complain(left.Position, "binary expression must contain only scalar and instant vector types");
            left = new BinaryExpression(op, left, right);
            if (left.Depth > MaxDepth) throw TooDeep();
        }

        _nesting--;
        return left;
    }

    private ArithmeticOperator? TakeOperator(int minPrecedence)
    {
        RefuseUnsupportedSuffix();
        if (Current.Kind != TokenKind.Operator) return null;
        if (ArithmeticOperators.Find(Current.Text) is not { } op)
            throw Current.Text == "=" ? Unexpected() : Unsupported($"comparison operator {Current.Text}");
        if (op.Precedence() < minPrecedence) return null;
        Take();
        return op;
    }

    private Expression ParseOperand()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Take();
                return NumberText.TryParse(token.Text, out var number)
                    ? new NumberLiteral(token.Position, number)
                    : throw new ParseException(_query, token.Position,
                        $"error parsing number: strconv.ParseFloat: parsing {GoQuote.Quote(token.Text)}: invalid syntax");
            case TokenKind.String: return ParseString();
            case TokenKind.LeftParenthesis:
                Take();
                var inner = ParseBinary(minPrecedence: 0);
                Expect(TokenKind.RightParenthesis);
                return inner;
            case TokenKind.Operator when token.Text is "+" or "-": return ParseSigned(token);
            case TokenKind.Identifier when _tokens[_next + 1].Kind == TokenKind.LeftParenthesis:
                throw Refuse($"unknown function with name {GoQuote.Quote(token.Text)}");
            case TokenKind.Aggregator when _tokens[_next + 1].Kind == TokenKind.LeftParenthesis || IsGrouping(_tokens[_next + 1]):
                throw Unsupported($"aggregation {token.Text}");
            case TokenKind.LeftBrace: return ParseSelectorOperand(name: null);
            default: return ParseSelectorOperand(TakeMetricName());
        }
    }

    private Expression ParseSigned(Token sign)
    {
        Take();
        // The operand of a sign takes only powers with it.
        var operand = ParseBinary(ArithmeticOperators.SignPrecedence + 1);
        if (operand.Type == ExpressionType.String)
            Complain(sign.Position, "unary expression only allowed on expressions of type scalar or instant vector, got \"string\"");
        if (sign.Text == "+") return operand;
        return operand is NumberLiteral number ? new NumberLiteral(sign.Position, -number.Value) : new Negation(sign.Position, operand);
    }

    private StringLiteral ParseString()
    {
        var token = Take();
        return StringText.TryUnquote(token.Text, out var text)
            ? new StringLiteral(token.Position, text)
            : throw new ParseException(_query, token.Position, $"error unquoting string {GoQuote.Quote(token.Text)}: invalid syntax");
    }

    private VectorSelector ParseSelectorOperand(Token? name)
    {
        var position = name?.Position ?? Current.Position;
        var matchers = new SelectorParser(_query, Take, () => Current).Parse(name);
        if (matchers.All(matcher => matcher.MatchesEmpty))
            Complain(position, "vector selector must contain at least one non-empty matcher");
        return new VectorSelector(position, matchers);
    }

    // Words of the language may name metrics wherever an operand stands.
    private Token TakeMetricName() =>
        Current.Kind is TokenKind.Identifier or TokenKind.MetricIdentifier or TokenKind.Aggregator
        || (Current.Kind == TokenKind.Keyword && Current.Text.ToUpperInvariant() is "AND" or "OR" or "UNLESS" or "BY" or "WITHOUT" or "OFFSET")
            ? Take()
            : throw Unexpected();

    private void RefuseUnsupportedSuffix()
    {
        if (Current.Kind == TokenKind.LeftBracket) throw Unsupported("range selector");
        if (Current.Kind == TokenKind.At) throw Unsupported("modifier @");
        if (Current.IsKeyword("offset")) throw Unsupported("modifier offset");
        if (Current.IsKeyword("and") || Current.IsKeyword("or") || Current.IsKeyword("unless") || Current.IsKeyword("atan2"))
            throw Unsupported($"operator {Current.Text}");
    }

    private void RefuseMatchingModifiers()
    {
        if (Current.IsKeyword("on") || Current.IsKeyword("ignoring")) throw Unsupported($"vector matching with {Current.Text}");
        if (Current.IsKeyword("bool"))
            throw new ParseException(_query, Current.Position, "bool modifier can only be used on comparison operators");
    }

    // What is well formed but makes no sense is told only when the rest is well formed, too, as Prometheus does.
    private void Complain(int position, string reason) => _firstMistake ??= new(_query, position, reason);

    private void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End) throw Unexpected();
    }

    private void Expect(TokenKind kind)
    {
        if (Current.Kind != kind) throw Unexpected();
        Take();
    }

    private Token Take() => Current.Kind == TokenKind.End ? Current : _tokens[_next++];

    private ParseException Unexpected() => Current.Kind == TokenKind.Error
        ? new(_query, Current.Position, Current.Text)
        : new(_query, Current.Position, $"unexpected {Current.Description}");

    private ParseException Unsupported(string what) => Refuse($"{what} is not supported");

    // Text that is not even made of tokens is the better reason to give.
    private ParseException Refuse(string reason) => _tokens[^1].Kind == TokenKind.Error
        ? new(_query, _tokens[^1].Position, _tokens[^1].Text)
        : new(_query, Current.Position, reason);

    private ParseException TooDeep() => new(_query, Current.Position, $"expression nests deeper than {MaxDepth} levels");

    private static bool IsGrouping(Token token) => token.IsKeyword("by") || token.IsKeyword("without");
}
