using System.Runtime.InteropServices;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>What the catalog says of a family.</summary>
/// <param name="IsWanted">Whether its samples are kept.</param>
/// <param name="Priority">1 is given up last when a page is over its limits.</param>
/// <param name="Type">What it is, where its own type is known to lie; else null.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FamilyRule(bool IsWanted, int Priority = FamilyRule.LowestPriority, FamilyType? Type = null)
{
    /// <summary>Priority of families that no signal reads.</summary>
    public const int LowestPriority = 9;
}
