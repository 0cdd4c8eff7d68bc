using Telemetry.Catalog;
using Telemetry.Cli.Catalogs;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Hosting.Tests.Documents;

/// <summary>The catalog's pages are made from the catalog.</summary>
public sealed class SignalsDocumentTests
{
    [Fact]
    public void Signals_OfTheBuiltInCatalog_AreThoseOfTheDocument() => Assert.True(
        Document("signals.md") == CatalogMarkdown.Write(SignalCatalog.BuiltIn.Signals),
        "docs/signals.md is not that of the catalog; write it with: telemetry catalog --format markdown > docs/signals.md");

    [Fact]
    public void Schema_OfACatalogFile_IsTheCommittedOne() => Assert.True(
        Document("catalog.schema.json") == SignalCatalog.Schema,
        "docs/catalog.schema.json is not that of the model; write it with: telemetry catalog schema > docs/catalog.schema.json");

    [Fact]
    public void Example_OfTheDocument_IsAGoodFile()
    {
        var page = Document("catalog.md");
        var begin = page.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;

        var catalog = SignalCatalog.BuiltIn.With(page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)], "catalog.md");

        Assert.NotNull(catalog.Find("shop_orders"));
        Assert.Null(catalog.Find("go_scheduling"));
    }

    private static string Document(string name) => File.ReadAllText(Path.Combine(Repository.Root, "docs", name));
}
