using System.Text.Json;

namespace Telemetry.Collector.Tests.Exposition.Protobuf;

/// <summary>One family of a table of the corpus: what its metadata rows say, and its samples.</summary>
internal sealed class ExpectedFamily(string name)
{
    public string Name { get; } = name;

    public string? Help { get; private set; }

    public string? Type { get; private set; }

    public string? Unit { get; private set; }

    public List<JsonElement> Samples { get; } = [];

    /// <summary>The families in order: each begins with its help.</summary>
    public static List<ExpectedFamily> ReadAll(JsonElement entries)
    {
        var families = new List<ExpectedFamily>();
        foreach (var entry in entries.EnumerateArray())
        {
            if (entry.TryGetProperty("help", out var help)) families.Add(new ExpectedFamily(entry.GetProperty("m").GetString()!) { Help = help.GetString() });
            else if (entry.TryGetProperty("typ", out var type)) families[^1].Type = type.GetString();
            else if (entry.TryGetProperty("unit", out var unit)) families[^1].Unit = unit.GetString();
            else families[^1].Samples.Add(entry);
        }

        return families;
    }
}
