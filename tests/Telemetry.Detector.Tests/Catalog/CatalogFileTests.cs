using System.Text;
using Telemetry.Catalog;
using Xunit;

namespace Telemetry.Detector.Tests.Catalog;

/// <summary>A file laid over the built-in catalog.</summary>
public sealed class CatalogFileTests
{
    private const string NewEntry = """
          - id: shop_orders
            title: orders
            component: app
            kind: latency
            family: shop_order_seconds
            unit: s
            help: Orders.
        """;

    [Fact]
    public void Entry_OfAKnownId_ChangesOnlyWhatItWrites()
    {
        var catalog = With("  - {id: etcd_wal_fsync, limit: 0.2}");

        var (before, after) = (SignalCatalog.BuiltIn.Find("etcd_wal_fsync")!, catalog.Find("etcd_wal_fsync")!);
        Assert.Equal(0.2, after.Limit);
        Assert.Equal((before.Families[0].Name, before.Title, before.Priority, before.Help), (after.Families[0].Name, after.Title, after.Priority, after.Help));
        Assert.Equal(SignalCatalog.BuiltIn.Signals.Select(signal => signal.Id), catalog.Signals.Select(signal => signal.Id));
    }

    [Fact]
    public void Entry_ThatIsRemoved_IsNeitherForwardedNorScored()
    {
        var catalog = With("  - {id: etcd_range, remove: true}");

        Assert.Null(catalog.Find("etcd_range"));
        Assert.False(catalog.IsForwarded("etcd_server_range_duration_seconds"u8));
        Assert.Equal(SignalCatalog.BuiltIn.Signals.Count - 1, catalog.Signals.Count);
    }

    [Fact]
    public void Entry_ThatIsNew_IsForwardedAndScored()
    {
        var catalog = With(NewEntry);

        Assert.True(catalog.IsForwarded("shop_order_seconds"u8));
        Assert.Contains(catalog.Scored, signal => signal.Id == "shop_orders");
    }

    [Fact]
    public void Fingerprint_OfWhatIsOnlyCollectedOrSaid_StaysTheSame()
    {
        var collected = With(NewEntry + "\n    evidence: none");
        var said = With("  - {id: etcd_wal_fsync, help: another word, priority: 3}");
        var scored = With("  - {id: etcd_wal_fsync, limit: 0.2}");

        Assert.Equal(SignalCatalog.BuiltIn.Fingerprint, collected.Fingerprint);
        Assert.Equal(SignalCatalog.BuiltIn.Fingerprint, said.Fingerprint);
        Assert.NotEqual(SignalCatalog.BuiltIn.Fingerprint, scored.Fingerprint);
    }

    [Theory]
    [InlineData("  - {id: nothing_of_ours, remove: true}", "my.yaml:2: remove: there is no signal 'nothing_of_ours' to remove")]
    [InlineData("  - {id: etcd_range, priority: 7}", "my.yaml:2: priority: must be 1, 2 or 3")]
    [InlineData("  - {id: etcd_range, since: new}", "my.yaml:2: since: 'new' is no version")]
    [InlineData("  - {id: etcd_range, since: \"3.6\", until: \"3.5\"}", "my.yaml:2: until: is before 'since'")]
    [InlineData("  - {id: etcd_range, presence: flag}", "my.yaml:2: presence: flag and setup go together with 'needs'")]
    [InlineData("  - {id: etcd_range, component: etdc}", "my.yaml:2: component: there is no component 'etdc'; it is one of etcd, ")]
    [InlineData("  - {id: etcd_range, aliases: [{since: \"3.5\"}]}", "my.yaml:2: family: missing")]
    [InlineData("  - {title: no id}", "my.yaml:2: id: missing")]
    [InlineData("  - {id: etcd_range}\n  - {id: etcd_range}", "my.yaml:3: id: 'etcd_range' is taken by an earlier signal")]
    public void Mistake_AnyOfThem_IsToldWithItsLine(string entries, string error) =>
        Assert.Contains(Assert.Throws<CatalogException>(() => With(entries)).Errors, line => line.StartsWith(error, StringComparison.Ordinal));

    [Fact]
    public void File_ThatIsNotThere_IsToldWithTheSetting() =>
        Assert.Contains("Check catalog.file", new CatalogOptions { File = "/nowhere/catalog.yaml" }.Validate(new(new object())).Single().ErrorMessage!, StringComparison.Ordinal);

    [Theory]
    [InlineData("etcd_server_proposals_committed_total", MetricType.Counter, 2)]
    [InlineData("etcd_disk_wal_fsync_duration_seconds", null, 1)]
    [InlineData("node_netstat_Tcp_RetransSegs", MetricType.Counter, 1)]
    [InlineData("process_max_fds", null, 2)]
    public void Facts_OfAForwardedFamily_AreItsTrueTypeAndPriority(string family, MetricType? type, int priority) =>
        Assert.Equal(new FamilyFacts(priority, type), SignalCatalog.BuiltIn.FactsOf(Encoding.UTF8.GetBytes(family)));

    [Fact]
    public void Entries_OfTheBuiltInCatalog_SayWhatTheyWereProvedBy() =>
        Assert.Equal(["target_up", "certificate_expiry"], SignalCatalog.BuiltIn.Signals.Where(signal => signal.Proof == Proof.None || signal.Subsystem.Length == 0).Select(signal => signal.Id));

    [Theory]
    [InlineData("v1.34.1", "1.34.1")]
    [InlineData("1.30-alpha.2", "1.30")]
    [InlineData("1.28.3+k3s1", "1.28.3")]
    [InlineData("3.5", "3.5")]
    public void Version_AsComponentsWriteIt_IsRead(string text, string expected) =>
        Assert.Equal(expected, SoftwareVersion.TryParse(text, out var version) ? version.ToString() : null);

    [Theory]
    [InlineData("1.30.4", true)]
    [InlineData("1.31.0", false)]
    [InlineData("1.28", false)]
    [InlineData("1.29", true)]
    public void Range_OfWholeMinorVersions_HoldsTheirPatches(string text, bool isWithin)
    {
        Assert.True(SoftwareVersion.TryParse(text, out var version));
        Assert.Equal(isWithin, new VersionRange(new SoftwareVersion(1, 29), new SoftwareVersion(1, 30)).Contains(version));
    }

    private static SignalCatalog With(string entries) => SignalCatalog.BuiltIn.With("signals:\n" + entries, "my.yaml");
}
