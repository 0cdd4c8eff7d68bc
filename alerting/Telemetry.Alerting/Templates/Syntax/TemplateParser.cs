namespace Telemetry.Alerting.Templates.Syntax;

/// <summary>Reads a template by recursive descent; docs/templates.md has the grammar.</summary>
internal sealed class TemplateParser
{
    private const int MaxDepth = 100;

    private readonly TokenReader _tokens;
    private readonly PipelineParser _pipelines;
    private readonly Dictionary<string, ParsedTemplate> _definitions = new(StringComparer.Ordinal);
    private int _depth;
    private int _ranges;

    private TemplateParser(string name, string text)
    {
        _tokens = new TokenReader(name, TemplateLexer.Read(name, text));
        _pipelines = new PipelineParser(_tokens);
    }

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateException">The text is none.</exception>
    public static ParsedTemplate Parse(string name, string text)
    {
        var parser = new TemplateParser(name, text);
        var body = parser.ReadList(out var end);
        if (end is not null) throw parser._tokens.Wrong($"{{{{{end}}}}} closes nothing");
        return new ParsedTemplate(name, body, parser._definitions);
    }

    // Reads up to the word that ends the list ("end", "else"), which is taken too; null at the end of the text.
    private List<TemplateNode> ReadList(out string? end)
    {
        if (++_depth > MaxDepth) throw _tokens.Wrong($"nested deeper than {MaxDepth} levels");
        var nodes = new List<TemplateNode>();
        var scope = _pipelines.ScopeDepth;
        while (true)
        {
            var token = _tokens.Next();
            if (token.Kind == TokenKind.End)
            {
                end = null;
                break;
            }

            if (token.Kind == TokenKind.Text)
            {
                nodes.Add(new TextNode(token.Line, token.Text));
                continue;
            }

            _tokens.SkipSpace();
            if (_tokens.Current.IsWord("end") || _tokens.Current.IsWord("else"))
            {
                end = _tokens.Next().Text;
                break;
            }

            if (ReadAction(token.Line) is { } node) nodes.Add(node);
        }

        _pipelines.LeaveScope(scope);
        _depth--;
        return nodes;
    }

    private TemplateNode? ReadAction(int line)
    {
        var word = _tokens.Current.Kind == TokenKind.Word ? _tokens.Current.Text : "";
        switch (word)
        {
            case "if" or "with": return ReadBranch(line, setsDot: word == "with");
            case "range": return ReadRange(line);
            case "template": return ReadCall(line);
            case "block": return ReadBlock(line);
            case "define": return ReadDefinition();
            case "break" or "continue": return ReadLeave(line, word == "break");
            default:
                var pipeline = _pipelines.Read(line);
                _tokens.Close();
                return new ActionNode(line, pipeline);
        }
    }

    private BranchNode ReadBranch(int line, bool setsDot)
    {
        _tokens.Next();
        var scope = _pipelines.ScopeDepth;
        var condition = _pipelines.Read(line);
        _tokens.Close();
        var then = ReadList(out var end);
        var otherwise = ReadElse(end, line, setsDot);
        _pipelines.LeaveScope(scope);
        return new BranchNode(line, setsDot, condition, then, otherwise);
    }

    // "else if" is an if inside the else, which the one end closes.
    private List<TemplateNode> ReadElse(string? end, int line, bool setsDot)
    {
        _tokens.SkipSpace();
        if (end == "else" && !setsDot && _tokens.Current.IsWord("if")) return [ReadBranch(_tokens.Current.Line, setsDot: false)];
        if (end is not null) _tokens.Close();
        if (end != "else") return Closed(end, [], line);
        var nodes = ReadList(out end);
        if (end == "else") throw _tokens.Wrong("a second {{else}}");
        if (end is not null) _tokens.Close();
        return Closed(end, nodes, line);
    }

    private RangeNode ReadRange(int line)
    {
        _tokens.Next();
        var scope = _pipelines.ScopeDepth;
        var over = _pipelines.Read(line, allowsTwoVariables: true);
        _tokens.Close();
        _ranges++;
        var body = ReadList(out var end);
        _ranges--;
        var otherwise = ReadElse(end, line, setsDot: true);
        _pipelines.LeaveScope(scope);
        return new RangeNode(line, over, body, otherwise);
    }

    private CallNode ReadCall(int line)
    {
        _tokens.Next();
        var name = ReadName("template");
        var argument = _tokens.Current.Kind == TokenKind.Close ? null : _pipelines.Read(line);
        _tokens.Close();
        return new CallNode(line, name, argument);
    }

    private CallNode ReadBlock(int line)
    {
        var call = ReadCall(line);
        if (call.Argument is null) throw _tokens.Wrong("{{block}} needs a pipeline");
        Define(call.Name, line);
        return call;
    }

    private TemplateNode? ReadDefinition()
    {
        var line = _tokens.Next().Line;
        if (_depth > 1) throw _tokens.Wrong("{{define}} stands inside of something; it belongs outside");
        var name = ReadName("define");
        _tokens.Close();
        Define(name, line);
        return null;
    }

    private void Define(string name, int line)
    {
        // A template knows nothing of the variables around it.
        var scope = _pipelines.HideScope();
        var ranges = _ranges;
        _ranges = 0;
        var body = ReadList(out var end);
        if (end == "else") throw _tokens.Wrong("{{else}} belongs to nothing");
        if (end is not null) _tokens.Close();
        Closed(end, body, line);
        _ranges = ranges;
        _pipelines.RestoreScope(scope);
        var template = new ParsedTemplate(name, body, _definitions);
        if (!_definitions.ContainsKey(name) || !template.IsEmpty) _definitions[name] = template;
    }

    private LeaveNode ReadLeave(int line, bool endsRange)
    {
        _tokens.Next();
        if (_ranges == 0) throw _tokens.Wrong("{{break}} and {{continue}} belong inside of {{range}}");
        _tokens.Close();
        return new LeaveNode(line, endsRange);
    }

    private string ReadName(string keyword)
    {
        _tokens.SkipSpace();
        var name = _tokens.Next();
        if (name.Kind != TokenKind.String) throw _tokens.Wrong($"{{{{{keyword}}}}} needs a name in quotes");
        _tokens.SkipSpace();
        return name.Text;
    }

    private List<TemplateNode> Closed(string? end, List<TemplateNode> nodes, int line) =>
        end is null ? throw _tokens.Wrong($"what begins in line {line} has no {{{{end}}}}") : nodes;
}
