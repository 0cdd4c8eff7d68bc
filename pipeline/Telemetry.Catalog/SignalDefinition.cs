namespace Telemetry.Catalog;

/// <summary>One entry of <c>signals.yaml</c>: what is read, from where, and what it means. The file explains each field.</summary>
public sealed record SignalDefinition
{
    /// <summary>Component name that stands for the part that was scraped.</summary>
    public const string TargetComponent = "target";

    /// <summary>Entry of <see cref="On"/> that stands for every part.</summary>
    public const string AnyComponent = "any";

    /// <summary>Stable id, for example <c>etcd_wal_fsync</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What people read after the component's name: <c>WAL sync</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Part that the signal speaks about, or <see cref="TargetComponent"/>.</summary>
    public required string Component { get; init; }

    /// <summary>Piece of that part: <c>disk</c>, <c>raft</c>, …; empty where none is given.</summary>
    public string Subsystem { get; init; } = "";

    /// <summary>Parts whose pages it is read from, or <see cref="AnyComponent"/>.</summary>
    public required IReadOnlyList<string> On { get; init; }

    /// <summary>What a drift of it hints at; empty where it says nothing about the cause.</summary>
    public required string Cause { get; init; }

    public required SignalKind Kind { get; init; }

    /// <summary>Metric family, and after it the names that the family had or has elsewhere; the first one present is read.</summary>
    public required IReadOnlyList<FamilyName> Families { get; init; }

    /// <summary>What the family is, where the <c># TYPE</c> line of some version says otherwise; else null.</summary>
    public MetricType? Type { get; init; }

    /// <summary>Which of the part's pages has it: a name of <see cref="ComponentDefinition.Pages"/>.</summary>
    public string Page { get; init; } = PageDefinition.Main;

    /// <summary>When a target of the right version shows it.</summary>
    public Presence Presence { get; init; }

    /// <summary>Flag or setup that <see cref="Presence"/> asks for, as people read it; else empty.</summary>
    public string Needs { get; init; } = "";

    /// <summary>Label values that are read; all filters must match.</summary>
    public IReadOnlyList<LabelFilter> Where { get; init; } = [];

    /// <summary>Label values that are not read; any match leaves the series out.</summary>
    public IReadOnlyList<LabelFilter> Except { get; init; } = [];

    /// <summary>Labels that are kept: they tell children apart, each compared with its own past.</summary>
    public IReadOnlyList<string> StratifyBy { get; init; } = [];

    /// <summary>Labels that the family carries besides, whose series are summed.</summary>
    public IReadOnlyList<string> SumOver { get; init; } = [];

    /// <summary>Series of the family that count as bad (ratio).</summary>
    public IReadOnlyList<LabelFilter> Bad { get; init; } = [];

    /// <summary>Family that counts the bad events (ratio), where they are not part of <see cref="Families"/>.</summary>
    public string? BadFamily { get; init; }

    /// <summary>Series of the family that count as used (saturation of a rate).</summary>
    public IReadOnlyList<LabelFilter> Used { get; init; } = [];

    /// <summary>Family that holds the limit (saturation of a level).</summary>
    public string? Against { get; init; }

    /// <summary>Level at which it hurts, in <see cref="Unit"/>; NaN where there is none.</summary>
    public double Limit { get; init; } = double.NaN;

    /// <summary>The written rule that judges it, in <see cref="Unit"/>; null where it is judged by its own past.</summary>
    public StateDefinition? State { get; init; }

    /// <summary>What to do when the rule pages, an address or the name of a runbook; empty where the incident's class says it.</summary>
    public string Runbook { get; init; } = "";

    /// <summary>Team that owns the rule; empty where nobody is named.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Level that the operators promise to stay below, in <see cref="Unit"/>; forecasts speak of it in place of <see cref="Limit"/>. NaN where there is none.</summary>
    public double Slo { get; init; } = double.NaN;

    /// <summary>Thresholds of the stock rules that read it, by the rule's name, in <see cref="Unit"/>.</summary>
    public IReadOnlyDictionary<string, double> StockRules { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Fleet prior: a usual p50 and p99 for latency, a usual level for others; empty where there is none.</summary>
    public IReadOnlyList<double> Normal { get; init; } = [];

    /// <summary>Unit of limit, normal and values: <c>s</c>, <c>1/s</c>, <c>ratio</c>, <c>1</c>, …</summary>
    public required string Unit { get; init; }

    /// <summary>Whether users or the control plane's objectives feel it directly.</summary>
    public bool UserFacing { get; init; }

    public Evidence Evidence { get; init; }

    /// <summary>Whether falling is as telling as rising.</summary>
    public bool BothDirections { get; init; }

    /// <summary>1 is given up last when a page is over its limits.</summary>
    public int Priority { get; init; } = 2;

    /// <summary>What versions and labels were checked against.</summary>
    public Proof Proof { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Help { get; init; }

    /// <summary>Whether the detector scores it; else it is only collected.</summary>
    public bool IsScored => Evidence != Evidence.None;

    /// <summary>Every family that it reads, with all their names.</summary>
    public IEnumerable<string> AllFamilies()
    {
        foreach (var family in Families) yield return family.Name;
        if (BadFamily is not null) yield return BadFamily;
        if (Against is not null) yield return Against;
    }

    /// <summary>Every label that it names: what is kept, summed over, and filtered by.</summary>
    public IEnumerable<string> AllLabels() =>
        StratifyBy.Concat(SumOver).Concat(new[] { Where, Except, Bad, Used }.SelectMany(filters => filters).Select(filter => filter.Label)).Distinct(StringComparer.Ordinal);

    /// <summary>Whether the signal is read from pages of this part.</summary>
    public bool IsReadOn(string component)
    {
        foreach (var part in On)
            if (part == AnyComponent || part == component) return true;
        return false;
    }

    /// <summary>Whether a series with these labels belongs to the signal.</summary>
    public bool Reads(Func<string, string> valueOf)
    {
        foreach (var filter in Where)
            if (!filter.Matches(valueOf(filter.Label))) return false;
        foreach (var filter in Except)
            if (filter.Matches(valueOf(filter.Label))) return false;
        return true;
    }
}
