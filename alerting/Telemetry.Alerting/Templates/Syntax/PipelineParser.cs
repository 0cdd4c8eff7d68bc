using System.Globalization;
using Telemetry.Alerting.Templates.Evaluation;

namespace Telemetry.Alerting.Templates.Syntax;

/// <summary>Reads the pipelines of actions, and knows which variables there are.</summary>
internal sealed class PipelineParser(TokenReader tokens)
{
    private const int MaxDepth = 50;

    private List<string> _variables = ["$"];
    private int _depth;

    /// <summary>Number of variables that are known here.</summary>
    public int ScopeDepth => _variables.Count;

    /// <summary>Forgets the variables that came after.</summary>
    public void LeaveScope(int depth) => _variables.RemoveRange(depth, _variables.Count - depth);

    /// <summary>Hides all variables; the answer brings them back.</summary>
    public List<string> HideScope()
    {
        var hidden = _variables;
        _variables = ["$"];
        return hidden;
    }

    /// <summary>Brings hidden variables back.</summary>
    public void RestoreScope(List<string> hidden) => _variables = hidden;

    /// <summary>Reads a pipeline up to the end of its action or parenthesis, which is not taken.</summary>
    public Pipeline Read(int line, bool allowsTwoVariables = false)
    {
        if (++_depth > MaxDepth) throw tokens.Wrong($"parentheses nested deeper than {MaxDepth} levels");
        tokens.SkipSpace();
        var (variables, assigns) = ReadVariables(allowsTwoVariables);
        var commands = new List<Command>();
        do commands.Add(ReadCommand());
        while (TakeSymbol("|"));

        for (var i = 1; i < commands.Count; i++)
        {
            if (commands[i].Operands[0] is ConstantOperand or DotOperand) throw tokens.Wrong("only a function or a method can take what a pipeline hands on");
        }

        // Known from here on only: what is declared cannot stand on its own right side.
        if (!assigns) _variables.AddRange(variables);
        _depth--;
        return new Pipeline(line, variables, assigns, commands);
    }

    private (List<string> Variables, bool Assigns) ReadVariables(bool allowsTwo)
    {
        var variables = new List<string>();
        var ahead = tokens.Mark();
        while (tokens.Current.Kind == TokenKind.Variable && variables.Count < 2)
        {
            variables.Add(tokens.Next().Text);
            tokens.SkipSpace();
            if (tokens.Current.IsSymbol(":=") || tokens.Current.IsSymbol("="))
            {
                var assigns = tokens.Next().Text == "=";
                if (variables.Count == 2 && !allowsTwo) throw tokens.Wrong("two variables belong to {{range}} alone");
                foreach (var variable in variables.Where(_ => assigns)) CheckKnown(variable);
                tokens.SkipSpace();
                return (variables, assigns);
            }

            if (!TakeSymbol(",")) break;
            tokens.SkipSpace();
        }

        // No declaration: the variables were operands.
        tokens.Return(ahead);
        return ([], false);
    }

    private Command ReadCommand()
    {
        tokens.SkipSpace();
        var line = tokens.Current.Line;
        var operands = new List<Operand>();
        while (ReadOperand() is { } operand)
        {
            operands.Add(operand);
            if (!tokens.SkipSpace()) break;
        }

        tokens.SkipSpace();
        if (operands.Count == 0) throw tokens.Wrong("a value is missing");
        return new Command(line, operands);
    }

    private Operand? ReadOperand()
    {
        if (ReadTerm() is not { } term) return null;
        var names = new List<string>();
        while (tokens.Current.Kind == TokenKind.Field) names.Add(tokens.Next().Text);
        if (names.Count == 0) return term;
        if (term is ConstantOperand) throw tokens.Wrong("a constant has no fields");
        return new FieldsOperand(term, names);
    }

    private Operand? ReadTerm()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Dot:
                tokens.Next();
                return new DotOperand();
            case TokenKind.Field:
                // The fields themselves are taken by the caller.
                return new DotOperand();
            case TokenKind.Variable:
                CheckKnown(token.Text);
                return new VariableOperand(tokens.Next().Text);
            case TokenKind.String:
                return new ConstantOperand(tokens.Next().Text);
            case TokenKind.Number:
                tokens.Next();
                return new ConstantOperand(Number(token.Text));
            case TokenKind.Word:
                tokens.Next();
                return Word(token.Text);
            case TokenKind.Symbol when token.Text == "(":
                tokens.Next();
                return ReadParenthesis(token.Line);
            default:
                return null;
        }
    }

    private PipelineOperand ReadParenthesis(int line)
    {
        var scope = ScopeDepth;
        var pipeline = Read(line);
        if (!TakeSymbol(")")) throw tokens.Wrong("a parenthesis is not closed");
        LeaveScope(scope);
        return new PipelineOperand(pipeline);
    }

    private Operand Word(string word) => word switch
    {
        "true" => new ConstantOperand(true),
        "false" => new ConstantOperand(false),
        "nil" => new ConstantOperand(null),
        _ when TemplateFunctions.IsKnown(word) => new FunctionOperand(word),
        _ => throw tokens.Wrong($"there is no function '{word}'; there are {string.Join(", ", TemplateFunctions.Names)}"),
    };

    private object Number(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && long.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)) return hex;
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return whole;
        if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        throw tokens.Wrong($"'{text}' is no number");
    }

    private bool TakeSymbol(string symbol)
    {
        var stands = tokens.Current.IsSymbol(symbol);
        if (stands) tokens.Next();
        return stands;
    }

    private void CheckKnown(string variable)
    {
        if (!_variables.Contains(variable)) throw tokens.Wrong($"there is no variable {variable} here");
    }
}
