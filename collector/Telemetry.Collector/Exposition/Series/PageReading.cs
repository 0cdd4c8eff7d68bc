namespace Telemetry.Collector.Exposition.Series;

/// <summary>What one page gave. Sample lines of the page = <see cref="Samples"/> + <see cref="Unwanted"/> + <see cref="Refused"/> + bad ones.</summary>
internal sealed class PageReading
{
    /// <summary>Bad lines kept as examples; the rest is only counted.</summary>
    public const int MaxExamples = 5;

    private readonly int[] _badLines = new int[Enum.GetValues<BadLineReason>().Length];
    private readonly int[] _refused = new int[Enum.GetValues<RefusalReason>().Length];
    private readonly List<BadLineExample> _examples = [];

    /// <summary>Samples taken over.</summary>
    public int Samples { get; internal set; }

    /// <summary>Distinct series of the page.</summary>
    public int Present { get; internal set; }

    /// <summary>A family came with another type than it had on the page before.</summary>
    public bool TypesChanged { get; internal set; }

    /// <summary>Samples of families that nobody wants.</summary>
    public int Unwanted { get; internal set; }

    /// <summary>Samples that a limit left no place for, of all reasons.</summary>
    public int Refused { get; private set; }

    /// <summary>Of <see cref="Samples"/>: those that repeat a series of the same page.</summary>
    public int Duplicates { get; internal set; }

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

    /// <summary>Samples that one limit left no place for.</summary>
    public int RefusedBy(RefusalReason reason) => _refused[(int)reason];

    /// <summary>Counts samples of a family that is not kept: nobody wants it, or a limit cost it its place.</summary>
    internal void PassOver(MetricFamily family, int samples)
    {
        if (family.Shed is { } reason) Refuse(reason, samples);
        else Unwanted += samples;
    }

    internal void Refuse(RefusalReason reason, int samples = 1)
    {
        Refused += samples;
        _refused[(int)reason] += samples;
    }

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
