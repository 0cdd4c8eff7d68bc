using Telemetry.Contracts.Patterns;
using Telemetry.Series.Matching;

namespace Telemetry.Series.Queries.Syntax;

/// <summary>Parses the matchers of a selector: <c>name{label="value", other=~"pattern"}</c>, braces optional behind a name.</summary>
internal sealed class SelectorParser(string query, Func<Token> take, Func<Token> current)
{
    private readonly List<LabelMatcher> _matchers = [];

    public IReadOnlyList<LabelMatcher> Parse(Token? name)
    {
        if (current().Kind == TokenKind.LeftBrace) ParseBraces();
        if (name is not { } metric) return _matchers;
        if (_matchers.Find(matcher => matcher.Name == LabelSet.NameLabel) is { } second)
        {
            throw new ParseException(query, metric.Position,
                $"metric name must not be set twice: {GoQuote.Quote(metric.Text)} or {GoQuote.Quote(second.Value)}");
        }

        return [new(LabelSet.NameLabel, MatchKind.Equal, metric.Text), .. _matchers];
    }

    private void ParseBraces()
    {
        take();
        while (current().Kind != TokenKind.RightBrace)
        {
            if (current().Kind != TokenKind.Identifier) throw Unexpected("identifier or \"}\"");
            ParseMatcher(take());
            if (current().Kind == TokenKind.Comma) take();
            else if (current().Kind != TokenKind.RightBrace) throw Unexpected("\",\" or \"}\"");
        }

        take();
    }

    private void ParseMatcher(Token label)
    {
        MatchKind? kind = current().Text switch
        {
            "=" => MatchKind.Equal,
            "!=" => MatchKind.NotEqual,
            "=~" => MatchKind.Matches,
            "!~" => MatchKind.MatchesNot,
            _ => null,
        };
        if (current().Kind != TokenKind.Operator || kind is null) throw Unexpected("label matching operator");
        take();
        if (current().Kind != TokenKind.String) throw Unexpected("string");
        var literal = take();
        if (!StringText.TryUnquote(literal.Text, out var value))
            throw new ParseException(query, literal.Position, $"error unquoting string {GoQuote.Quote(literal.Text)}: invalid syntax");
        try
        {
            _matchers.Add(new(label.Text, kind.Value, value));
        }
        catch (PatternException invalid)
        {
            throw new ParseException(query, label.Position, invalid.Message);
        }
    }

    private ParseException Unexpected(string expected) => current().Kind == TokenKind.Error
        ? new(query, current().Position, current().Text)
        : new(query, current().Position, $"unexpected {current().Description} in label matching, expected {expected}");
}
