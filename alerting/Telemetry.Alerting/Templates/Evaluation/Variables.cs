namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>The variables of one template that runs; <c>$</c> is what it began with. A later one hides an earlier one of its name.</summary>
internal sealed class Variables(object? dot)
{
    private readonly List<(string Name, object? Value)> _values = [("$", dot)];

    /// <summary>The value of a variable that the parser knows to be there.</summary>
    public object? this[string name] => _values[Position(name)].Value;

    /// <summary>How many there are: a place to return to.</summary>
    public int Mark() => _values.Count;

    /// <summary>Forgets those that came after.</summary>
    public void Return(int mark) => _values.RemoveRange(mark, _values.Count - mark);

    /// <summary>Declares a variable, or gives the one there is another value.</summary>
    public void Set(string name, object? value, bool assigns)
    {
        if (assigns) _values[Position(name)] = (name, value);
        else _values.Add((name, value));
    }

    private int Position(string name) => _values.FindLastIndex(variable => variable.Name == name);
}
