namespace Telemetry.Collector.Exposition.Series;

/// <summary>What one page gave. Sample lines of the page = <see cref="Samples"/> + <see cref="Unwanted"/> + <see cref="Refused"/> + bad ones.</summary>
internal sealed class PageReading
{
    /// <summary>Bad lines kept as examples; the rest is only counted.</summary>
    public const int MaxExamples = 5;

    private readonly int[] _badLines = new int[Enum.GetValues<BadLineReason>().Length];
    private readonly List<BadLineExample> _examples = [];

    /// <summary>Samples taken over.</summary>
    public int Samples { get; internal set; }

    /// <summary>Samples of families that nobody wants.</summary>
    public int Unwanted { get; internal set; }

    /// <summary>Samples of new series that the full table had no place for.</summary>
    public int Refused { get; internal set; }

    /// <summary>Of <see cref="Samples"/>: those that needed a look at name and labels.</summary>
    public int Unpredicted { get; internal set; }

    /// <summary>Series of the page before that this one lacks.</summary>
    public int Vanished { get; internal set; }

    /// <summary>Bad lines of all reasons.</summary>
    public int BadLines { get; private set; }

    /// <summary>The first bad lines, to be shown.</summary>
    public IReadOnlyList<BadLineExample> Examples => _examples;

    /// <summary>Bad lines of one reason.</summary>
    public int BadLinesOf(BadLineReason reason) => _badLines[(int)reason];

    internal void AddBadLine(BadLineReason reason, ReadOnlySpan<byte> text, int line)
    {
        BadLines++;
        _badLines[(int)reason]++;
        if (_examples.Count < MaxExamples)
        {
            _examples.Add(BadLineExample.Of(reason, text, line));
        }
    }
}
