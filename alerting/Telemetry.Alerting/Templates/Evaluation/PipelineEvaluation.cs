using Telemetry.Alerting.Templates.Syntax;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>Computes pipelines: each command gets what the one before it gave as its last argument.</summary>
internal readonly struct PipelineEvaluation(object? dot, Variables variables)
{
    /// <summary>The value of a pipeline; variables that it declares or assigns take it.</summary>
    public object? Of(Pipeline pipeline)
    {
        object? value = null;
        for (var i = 0; i < pipeline.Commands.Count; i++) value = Of(pipeline.Commands[i], isFirst: i == 0, value);
        foreach (var variable in pipeline.Variables) variables.Set(variable, value, pipeline.Assigns);
        return value;
    }

    private object? Of(Command command, bool isFirst, object? handedOn)
    {
        var first = command.Operands[0];
        if (first is FunctionOperand { Name: "and" or "or" } both) return Shortest(both.Name, command, isFirst, handedOn);
        var arguments = new List<object?>(command.Operands.Count);
        foreach (var operand in command.Operands.Skip(1)) arguments.Add(Of(operand, []));
        if (!isFirst) arguments.Add(handedOn);
        return Of(first, arguments);
    }

    // and, or: what comes behind the deciding value is not computed.
    private object? Shortest(string name, Command command, bool isFirst, object? handedOn)
    {
        var stopsAt = name == "or";
        object? value = null;
        if (command.Operands.Count == 1 && isFirst) throw new EvaluationException($"{name} needs arguments");
        foreach (var operand in command.Operands.Skip(1))
        {
            value = Of(operand, []);
            if (Comparison.IsTrue(value) == stopsAt) return value;
        }

        return isFirst ? value : handedOn;
    }

    private object? Of(Operand operand, IReadOnlyList<object?> arguments)
    {
        switch (operand)
        {
            case FunctionOperand function:
                return TemplateFunctions.Call(function.Name, arguments);
            case FieldsOperand fields:
                var value = Of(fields.Of, []);
                for (var i = 0; i < fields.Names.Count; i++) value = Field(value, fields.Names[i], i == fields.Names.Count - 1 ? arguments : []);
                return value;
            case var _ when arguments.Count > 0:
                throw new EvaluationException("something that is no function has arguments");
            case ConstantOperand constant:
                return constant.Value;
            case VariableOperand variable:
                return variables[variable.Name];
            case PipelineOperand inner:
                return Of(inner.Pipeline);
            default:
                return dot;
        }
    }

    private static object? Field(object? value, string name, IReadOnlyList<object?> arguments) => value is TemplateObject structured
        ? structured.Get(name, arguments)
        : throw new EvaluationException(value is null ? $"nil has no field .{name}" : $"{ValuePrinter.Print(value)} has no field .{name}");
}
