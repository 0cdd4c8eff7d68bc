using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Telemetry.Catalog.Entries;

/// <summary>
/// One entry of a catalog file as it is written: each property is a key, in snake case. Reader, JSON schema and documentation are made
/// from this class.
/// </summary>
internal sealed class SignalEntry
{
    [Required, Description("Stable name of the signal. In a file of your own, the name of a built-in signal changes that signal.")]
    public string? Id { get; set; }

    [Description("True takes the built-in signal of that id out of the catalog.")]
    public bool Remove { get; set; }

    [Required, Description("What people read after the component's name.")]
    public string? Title { get; set; }

    [Required, Description("Part that the signal speaks about; target means the part that was scraped.")]
    public string? Component { get; set; }

    [Description("Piece of that part: disk, raft, flowcontrol, …")]
    public string Subsystem { get; set; } = "";

    [Description("Parts whose pages it is read from: by default the component itself; any for all.")]
    public IReadOnlyList<string> On { get; set; } = [];

    [Description("Which of the part's pages has it, where that is not /metrics: cadvisor, probes, resource, slis.")]
    public string Page { get; set; } = PageDefinition.Main;

    [Description("What a drift of it hints at: disk, network, cpu, memory, load, upstream, slow, errors, down, …")]
    public string Cause { get; set; } = "";

    [Required, Description("What it measures, and so how it is scored.")]
    public SignalKind? Kind { get; set; }

    [Required, Description("Metric family, by the name of the newest version.")]
    public string? Family { get; set; }

    [Description("First version of the part's software that has the family under this name.")]
    public SoftwareVersion? Since { get; set; }

    [Description("Last version that has it, patch releases included.")]
    public SoftwareVersion? Until { get; set; }

    [Description("Names that the family had or has elsewhere; the first one present is read.")]
    public IReadOnlyList<AliasEntry> Aliases { get; set; } = [];

    [Description("What the family is, where the TYPE line of some version says otherwise.")]
    public MetricType? Type { get; set; }

    [Description("When a target of the right version shows the family.")]
    public Presence Presence { get; set; }

    [Description("The flag or the setup that presence asks for.")]
    public string Needs { get; set; } = "";

    [Description("Label values that are read; all filters must match. A value ending in * is a prefix.")]
    public IReadOnlyList<LabelFilter> Where { get; set; } = [];

    [Description("Label values that are not read; any match leaves the series out.")]
    public IReadOnlyList<LabelFilter> Except { get; set; } = [];

    [Description("Labels that are kept: they tell children apart, each compared with its own past, so that a change of the mix is no drift.")]
    public IReadOnlyList<string> StratifyBy { get; set; } = [];

    [Description("Labels that the family carries besides; their series are summed.")]
    public IReadOnlyList<string> SumOver { get; set; } = [];

    [Description("Series of the family that count as bad (ratio).")]
    public IReadOnlyList<LabelFilter> Bad { get; set; } = [];

    [Description("Family that counts the bad events (ratio), where they are not part of the family.")]
    public string? BadFamily { get; set; }

    [Description("Series of the family that count as used (saturation of a rate).")]
    public IReadOnlyList<LabelFilter> Used { get; set; } = [];

    [Description("Family that holds the limit (saturation of a level).")]
    public string? Against { get; set; }

    [Description("Level at which it hurts, in unit.")]
    public double Limit { get; set; } = double.NaN;

    [Description("Level that you promise to stay below, in unit; forecasts speak of it in place of limit.")]
    public double Slo { get; set; } = double.NaN;

    [Description("Written rule in place of a learned normal: the state holds while the value of any child is at least this, in unit.")]
    public double AtLeast { get; set; } = double.NaN;

    [Description("The same from below: the state holds while the value is at most this, in unit.")]
    public double AtMost { get; set; } = double.NaN;

    [Description("Seconds that the state of at_least or at_most must last before it is told.")]
    public double For { get; set; }

    [Description("What to do when it pages: an address, or the name of one of docs/runbooks. A rule of at_least or at_most that is user_facing must have one.")]
    public string Runbook { get; set; } = "";

    [Description("Team that owns the rule. A rule of at_least or at_most that is user_facing must have one.")]
    public string Owner { get; set; } = "";

    [Description("Thresholds of the stock rules that read the family, by rule, in unit.")]
    public IReadOnlyDictionary<string, double> StockRules { get; set; } = new Dictionary<string, double>(StringComparer.Ordinal);

    [Description("Fleet prior: a usual p50 and p99 for latency, a usual level for others.")]
    public IReadOnlyList<double> Normal { get; set; } = [];

    [Required, Description("Unit of limit, normal and values: s, 1/s, ratio, By, 1, …")]
    public string? Unit { get; set; }

    [Description("Whether users or the control plane's objectives feel it directly.")]
    public bool UserFacing { get; set; }

    [Description("drift may open an incident; context only helps to explain one; none is collected and not scored.")]
    public Evidence Evidence { get; set; }

    [Description("up, or both where falling is as telling as rising.")]
    public Direction Direction { get; set; }

    [Range(1, 3), Description("1 is given up last when a page is over its limits, 3 first.")]
    public int Priority { get; set; } = 2;

    [Description("What versions and labels were checked against.")]
    public Proof Proof { get; set; }

    [Required, Description("One sentence for people.")]
    public string? Help { get; set; }

    /// <summary>A copy to write further keys over.</summary>
    public SignalEntry Copy() => (SignalEntry)MemberwiseClone();
}
