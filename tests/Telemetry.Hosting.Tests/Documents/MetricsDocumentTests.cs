using Telemetry.Testing;
using Xunit;

namespace Telemetry.Hosting.Tests.Documents;

/// <summary>docs/metrics.md lists every instrument of the product and no other.</summary>
public sealed class MetricsDocumentTests
{
    [Fact]
    public void Document_Instruments_AreThoseOfTheSource()
    {
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "metrics.md"))
            .Where(line => line.StartsWith("| `telemetry.", StringComparison.Ordinal)).ToArray();
        var rows = SourceInstrument.All().Select(Row).ToArray();
        var missing = rows.Except(documented, StringComparer.Ordinal);
        var stale = documented.Except(rows, StringComparer.Ordinal);

        Assert.True(rows.Length > 0 && !missing.Any() && !stale.Any(),
            $"docs/metrics.md lacks these rows:\n{string.Join('\n', missing)}\nand these are of no instrument:\n{string.Join('\n', stale)}");
    }

    [Fact]
    public void Instruments_Names_AreOursAndUnique()
    {
        var instruments = SourceInstrument.All();

        Assert.All(instruments, instrument => Assert.Matches("^telemetry(\\.[a-z]+(_[a-z]+)*){2,}$", instrument.Name));
        Assert.Equal(instruments.Count, instruments.DistinctBy(instrument => instrument.Family).Count());
    }

    private static string Row(SourceInstrument instrument) =>
        $"| `{instrument.Name}` | `{instrument.Family}` | {instrument.Type} | {(instrument.Unit.Length == 0 ? "" : $"`{instrument.Unit}`")} | {instrument.Description} |";
}
