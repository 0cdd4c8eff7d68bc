using System.Text;
using Telemetry.Alerting.Templates.Syntax;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>One expansion of a template. What it writes, how deep it calls and how much it does are bounded.</summary>
/// <param name="find">The template of a name; null where there is none.</param>
/// <param name="escapesHtml">Whether values are written as text of an HTML page.</param>
internal sealed class TemplateRun(Func<string, ParsedTemplate?> find, bool escapesHtml)
{
    private const int MaxCalls = 100;
    private const int MaxSteps = 20_000_000;
    private const int MaxCharacters = 16 * 1024 * 1024;

    private const string LinkStart = "href=\"";

    private readonly StringBuilder _output = new();
    private ParsedTemplate _template = new("", [], new Dictionary<string, ParsedTemplate>());
    private int _calls;
    private int _steps;
    private Leaving _leaving;

    private enum Leaving
    {
        Nothing,
        Turn,
        Range,
    }

    /// <summary>What the template writes for a value.</summary>
    /// <exception cref="TemplateException">It cannot be expanded with this value.</exception>
    public string Expand(ParsedTemplate template, object? dot)
    {
        Call(template, dot);
        return _output.ToString();
    }

    private void Call(ParsedTemplate template, object? dot)
    {
        var caller = _template;
        _template = template;
        Run(template.Body, dot, new Variables(dot));
        _template = caller;
    }

    private void Run(IReadOnlyList<TemplateNode> nodes, object? dot, Variables variables)
    {
        foreach (var node in nodes)
        {
            if (++_steps > MaxSteps) throw Wrong(node.Line, $"more than {MaxSteps} steps");
            try
            {
                Run(node, dot, variables);
            }
            catch (EvaluationException fault)
            {
                throw Wrong(node.Line, fault.Message);
            }

            if (_leaving != Leaving.Nothing) return;
        }
    }

    private void Run(TemplateNode node, object? dot, Variables variables)
    {
        switch (node)
        {
            case TextNode text:
                Write(text.Line, text.Text);
                break;
            case ActionNode action:
                var value = Evaluate(action.Pipeline, dot, variables);
                if (action.Pipeline.Variables.Count == 0) Write(action.Line, Shown(value));
                break;
            case BranchNode branch:
                Branch(branch, dot, variables);
                break;
            case RangeNode range:
                Range(range, dot, variables);
                break;
            case CallNode call:
                CallNamed(call, dot, variables);
                break;
            case LeaveNode leave:
                _leaving = leave.EndsRange ? Leaving.Range : Leaving.Turn;
                break;
        }
    }

    private void Branch(BranchNode branch, object? dot, Variables variables)
    {
        var mark = variables.Mark();
        var value = Evaluate(branch.Condition, dot, variables);
        if (Comparison.IsTrue(value)) Run(branch.Then, branch.SetsDot ? value : dot, variables);
        else Run(branch.Else, dot, variables);
        variables.Return(mark);
    }

    private void Range(RangeNode range, object? dot, Variables variables)
    {
        var mark = variables.Mark();
        // The variables belong to the turns; the pipeline gives only what is gone through.
        var over = Evaluate(range.Over with { Variables = [] }, dot, variables);
        var any = false;
        foreach (var (key, item) in RangeItems.Of(over))
        {
            any = true;
            var turn = variables.Mark();
            if (range.Over.Variables is [.., var last]) variables.Set(last, item, range.Over.Assigns);
            if (range.Over.Variables is [var first, _]) variables.Set(first, key, range.Over.Assigns);
            Run(range.Body, item, variables);
            variables.Return(turn);
            var ends = _leaving == Leaving.Range;
            _leaving = Leaving.Nothing;
            if (ends) break;
        }

        if (!any) Run(range.Else, dot, variables);
        variables.Return(mark);
    }

    private void CallNamed(CallNode call, object? dot, Variables variables)
    {
        var template = find(call.Name) ?? throw new EvaluationException($"there is no template \"{call.Name}\"");
        if (++_calls > MaxCalls) throw new EvaluationException($"templates call each other deeper than {MaxCalls} levels");
        Call(template, call.Argument is null ? null : Evaluate(call.Argument, dot, variables));
        _calls--;
    }

    private object? Evaluate(Pipeline pipeline, object? dot, Variables variables)
    {
        var evaluation = new PipelineEvaluation(dot, variables);
        var value = evaluation.Of(pipeline);
        _steps += pipeline.Commands.Count;
        return value;
    }

    private string Shown(object? value)
    {
        if (!escapesHtml) return value is null ? "<no value>" : ValuePrinter.Print(value);
        return value switch { SafeHtml html => html.Text, null => "", _ => InHtml(ValuePrinter.Print(value)) };
    }

    // Where an address is written, only one that a reader may be sent to: a label must not become a script.
    private string InHtml(string text)
    {
        var written = _output.Length > LinkStart.Length ? _output.ToString(_output.Length - LinkStart.Length, LinkStart.Length) : "";
        return written == LinkStart && !TextEscapes.IsHarmlessLink(text) ? "#" : TextEscapes.HtmlOutput(text);
    }

    private void Write(int line, string text)
    {
        if (_output.Length + text.Length > MaxCharacters) throw Wrong(line, $"more than {MaxCharacters} characters come out");
        _output.Append(text);
    }

    private TemplateException Wrong(int line, string problem) => new(_template.Name, line, problem);
}
