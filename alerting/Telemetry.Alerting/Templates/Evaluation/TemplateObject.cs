namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>A value with fields and methods. Immutable.</summary>
internal abstract class TemplateObject
{
    /// <summary>Whether <c>if</c> takes it for true.</summary>
    public virtual bool IsTrue => true;

    /// <summary>The value of a field, or what a method gives.</summary>
    /// <exception cref="EvaluationException">There is none of the name, or it does not take these arguments.</exception>
    public abstract object? Get(string name, IReadOnlyList<object?> arguments);

    /// <summary>As Go prints the value.</summary>
    public abstract string Print();

    /// <summary>The fault of a name that there is not.</summary>
    protected static EvaluationException Unknown(string name, string kind) => new($"{kind} has no field or method .{name}");

    /// <summary>The value, where no arguments were given.</summary>
    protected static object? Plain(object? value, string name, IReadOnlyList<object?> arguments) =>
        arguments.Count == 0 ? value : throw new EvaluationException($".{name} takes no arguments");
}
