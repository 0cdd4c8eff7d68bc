namespace Telemetry.Collector.Publishing;

/// <summary>Counts samples of one page whose values mean nothing, with the family that was first.</summary>
internal sealed class BrokenValues
{
    private readonly int[] _samples = new int[Enum.GetValues<ValueFault>().Length];
    private readonly string[] _first = new string[Enum.GetValues<ValueFault>().Length];

    /// <summary>Samples of all faults.</summary>
    public int Total { get; private set; }

    /// <summary>Samples of one fault.</summary>
    public int Of(ValueFault fault) => _samples[(int)fault];

    /// <summary>The family in which a fault was met first.</summary>
    public string FirstOf(ValueFault fault) => _first[(int)fault];

    /// <summary>Counts samples of a family.</summary>
    public void Add(ValueFault fault, int samples, string family)
    {
        if (_samples[(int)fault] == 0) _first[(int)fault] = family;
        _samples[(int)fault] += samples;
        Total += samples;
    }

    /// <summary>Begins the count of another page.</summary>
    public void Clear()
    {
        if (Total == 0) return;
        Array.Clear(_samples);
        Total = 0;
    }
}
