using System.ComponentModel;

namespace Telemetry.Catalog.Entries;

/// <summary>A further name of a family, as a catalog file writes it; a name alone stands for every version.</summary>
internal sealed class AliasEntry
{
    [Description("Name of the family.")]
    public string Family { get; set; } = "";

    [Description("First version that uses it.")]
    public SoftwareVersion? Since { get; set; }

    [Description("Last version that uses it.")]
    public SoftwareVersion? Until { get; set; }
}
