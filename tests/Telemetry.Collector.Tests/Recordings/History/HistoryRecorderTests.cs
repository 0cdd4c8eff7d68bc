using System.Globalization;
using System.Text;
using Telemetry.Catalog;
using Telemetry.Collector.Recordings;
using Telemetry.Collector.Recordings.History;
using Telemetry.Testing;
using Telemetry.Testing.Prometheus;
using Xunit;

namespace Telemetry.Collector.Tests.Recordings.History;

/// <summary>What a real Prometheus has kept, asked both ways.</summary>
public sealed class HistoryRecorderTests : IDisposable
{
    private const long StartSeconds = 1_795_392_000;
    private const int Scrapes = 100;
    private const int StepSeconds = 5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("history-");

    public void Dispose() => _folder.Delete(recursive: true);

    [ServerFact("prometheus", "promtool")]
    public async Task Prometheus_AskedBothWays_GivesEveryScrapeAsItWas()
    {
        await using var prometheus = await PrometheusServer.StartAsync(History());

        foreach (var (name, address) in (IEnumerable<(string, Uri)>)[("query", prometheus.Address), ("read", new Uri(prometheus.Address, "/api/v1/read"))])
        {
            var pages = await RecordAsync(name, address);

            Assert.Equal(Enumerable.Range(0, Scrapes).Select(TimeMs), pages.Select(page => page.StartMs));
            Assert.All(pages, page => Assert.Equal(page.StartMs == TimeMs(50) ? 0 : 200, page.Status));
            Assert.Contains($"etcd_disk_wal_fsync_duration_seconds_bucket{{le=\"0.001\"}} {7 * 3}\n", pages[7].Text, StringComparison.Ordinal);
            Assert.Equal("KubeAPIDown", Assert.Single(RecordingManifest.Load(FolderOf(name)).StockRules!).Alert);
        }
    }

    [ServerFact("prometheus", "promtool")]
    public async Task Prometheus_WithoutAnythingOfTheCatalog_IsRefused()
    {
        await using var prometheus = await PrometheusServer.StartAsync($"other 1 {StartSeconds}\n# EOF\n");

        await Assert.ThrowsAsync<RecordingException>(() => RecordAsync("nothing", prometheus.Address));
    }

    [Fact]
    public async Task Prometheus_ThatIsNotThere_IsRefused() =>
        await Assert.ThrowsAsync<RecordingException>(() => RecordAsync("nobody", new Uri("http://127.0.0.1:1")));

    private static long TimeMs(int scrape) => (StartSeconds + (scrape * StepSeconds)) * 1000L;

    private static string History()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Scrapes; i++)
        {
            var at = StartSeconds + (i * StepSeconds);
            const string Target = "job=\"etcd\",instance=\"etcd-0\"";
            text.Append(CultureInfo.InvariantCulture, $"up{{{Target}}} {(i == 50 ? 0 : 1)} {at}\n");
            if (i is >= 60 and < 70) text.Append(CultureInfo.InvariantCulture, $"ALERTS{{alertname=\"KubeAPIDown\",alertstate=\"firing\",severity=\"critical\"}} 1 {at}\n");
            if (i == 50) continue;
            text.Append(CultureInfo.InvariantCulture, $"etcd_disk_wal_fsync_duration_seconds_bucket{{{Target},le=\"0.001\"}} {3 * i} {at}\n");
            text.Append(CultureInfo.InvariantCulture, $"etcd_disk_wal_fsync_duration_seconds_bucket{{{Target},le=\"+Inf\"}} {4 * i} {at}\n");
            text.Append(CultureInfo.InvariantCulture, $"etcd_disk_wal_fsync_duration_seconds_count{{{Target}}} {4 * i} {at}\n");
            text.Append(CultureInfo.InvariantCulture, $"etcd_disk_wal_fsync_duration_seconds_sum{{{Target}}} {0.01 * i} {at}\n");
        }

        return text.Append("# EOF\n").ToString();
    }

    private string FolderOf(string name) => Path.Combine(_folder.FullName, name);

    private async Task<List<(long StartMs, int Status, string Text)>> RecordAsync(string name, Uri address)
    {
        using var client = new HttpClient();
        await new HistoryRecorder(client, address, SignalCatalog.BuiltIn)
            .RecordAsync(FolderOf(name), (StartSeconds * 1000) - 1, TimeMs(Scrapes), _ => { }, CancellationToken.None);
        var pages = new List<(long, int, string)>();
        await foreach (var page in RecordingReader.Open(FolderOf(name)).ReadPagesAsync(CancellationToken.None))
            pages.Add((page.StartMs, page.Status, Encoding.UTF8.GetString(page.Body.Span)));
        return pages;
    }
}
