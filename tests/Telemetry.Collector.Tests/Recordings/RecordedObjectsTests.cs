using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Catalog;
using Telemetry.Collector.ClusterState;
using Telemetry.Collector.Recordings;
using Telemetry.Collector.Tests.Publishing;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Kubernetes.Watching;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Recordings;

public sealed class RecordedObjectsTests : IDisposable
{
    private const string PodA = """{"metadata":{"name":"a","namespace":"n","uid":"a"},"status":{"phase":"Running"}}""";

    private readonly RecordingFolder _folder = new();
    private readonly TestMeters _meters = new();

    [Fact]
    public void Frames_OfSeveralResources_ComeInTheOrderOfTheirReceiptAsAFeedWouldTell()
    {
        Write("pods", (1000, "list", $$"""{"items":[{{PodA}}]}"""), (3000, "watch", $$"""{"type":"DELETED","object":{{PodA}}}"""), (4000, "end", "closed"));
        Write("nodes", (2000, "list", """{"items":null}"""), (3000, "watch", """{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"7"}}}"""));

        var told = ReadAll(Open(), out _);

        Assert.Equal(
            [(1000L, "pods", ResourceChange.Replaced), (1000, "pods", ResourceChange.Added), (1000, "pods", ResourceChange.Synced), (2000, "nodes", ResourceChange.Replaced),
                (2000, "nodes", ResourceChange.Synced), (3000, "nodes", ResourceChange.Bookmark), (3000, "pods", ResourceChange.Deleted)],
            told.Select(e => (e.ReceivedAt.ToUnixTimeMilliseconds(), ClusterResources.NameOf(e.Query)!, e.Change)));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"type":7,"object":{}}""")]
    [InlineData("")]
    public void Document_ThatCannotBeRead_CostsItselfWithOneNotice(string broken)
    {
        Write("pods", (1000, "watch", broken), (1500, "watch", broken), (2000, "list", $$"""{"items":[{{PodA}}]}"""));

        var told = ReadAll(Open(), out var notices);

        Assert.Equal(3, told.Count);
        Assert.Contains("1000 cannot be read", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public void File_AbsentDamagedOrOfAnUnknownKind_LosesItselfWithANotice()
    {
        Write("pods", (1000, "list", """{"items":[]}"""));
        File.WriteAllBytes(_folder.PathOf("nodes.objects.br"), RecordingFolder.Compress("@ 5 list 900\n{}"u8.ToArray()));

        var told = ReadAll(new RecordedObjects(_folder.Path,
            [new("pods", "pods.objects.br", 1), new("nodes", "nodes.objects.br", 1), new("jobs", "absent.br", 1), new("secrets", "secrets.br", 1)]), out var notices);

        Assert.Equal(2, told.Count);
        Assert.Equal(3, notices.Count);
        Assert.Contains(notices, notice => notice.Contains("absent.br cannot be opened", StringComparison.Ordinal));
        Assert.Contains(notices, notice => notice.Contains("secrets are not understood", StringComparison.Ordinal));
        Assert.Contains(notices, notice => notice.Contains("after 0 whole frames", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("@ 1 list 2", true)]
    [InlineData("@ 1 end 0", true)]
    [InlineData("@ 1 list -2", false)]
    [InlineData("@ -1 list 2", false)]
    [InlineData("@ 1 tree 2", false)]
    [InlineData("@ 1 list 2 ", false)]
    [InlineData("@ 1 list", false)]
    [InlineData("@", false)]
    [InlineData("1 list 2", false)]
    public void Header_OfALine_IsReadOrRefused(string line, bool isRead) =>
        Assert.Equal(isRead, ObjectFrameHeader.TryParse(Encoding.ASCII.GetBytes(line), out _));

    [Fact]
    public async Task Feed_OfObjectsAlone_TellsTheClusterBetweenItsDocuments()
    {
        Write("pods", (1_000_000, "list", $$"""{"items":[{{PodA}}]}"""), (1_030_000, "watch", $$"""{"type":"DELETED","object":{{PodA}}}"""), (1_040_000, "end", "closed"));
        WriteManifest();
        var publisher = new KeepingPublisher();

        await Feed(publisher).RunAsync(speed: null, fromMs: 0, fed: null, CancellationToken.None);

        Assert.All(publisher.Keys, key => Assert.Equal("c/cluster-state/cluster", key));
        Assert.InRange(publisher.Keys.Count, 7, 8);
        Assert.Contains("gauge kube_pod_status_phase{phase=Running} 1", RecordText.Lines(publisher.Values[0]));
        Assert.Contains("gauge kube_pod_status_phase{phase=Running} 0", RecordText.Lines(publisher.Values[^1]));
    }

    [Fact]
    public async Task Feed_StartedInTheMiddle_TellsTheSameChangesAndPages()
    {
        Write("nodes", (1_000_000, "list", """{"items":[]}"""), (1_010_000, "watch", Node("a")), (1_030_000, "watch", Node("b")), (1_060_000, "end", "closed"));
        WriteManifest();
        var (whole, rest) = (new KeepingPublisher(), new KeepingPublisher());

        await Feed(whole).RunAsync(speed: null, fromMs: 0, fed: null, CancellationToken.None);
        await Feed(rest).RunAsync(speed: null, fromMs: 1_020_000, fed: null, CancellationToken.None);

        Assert.Equal(["a", "b"], whole.Changes.Select(change => change.Name));
        Assert.Equal(whole.Changes.Skip(1), rest.Changes);
        Assert.InRange(rest.Values.Count, 5, whole.Values.Count - 3);
        Assert.Equal(whole.Values.TakeLast(rest.Values.Count), rest.Values);
    }

    [Fact]
    public void Written_ByTheRecorder_ReadsAsItWasTold()
    {
        using (var writer = new ObjectFileWriter(_folder.Path, "pods"))
        {
            writer.Write(Event(ResourceChange.Replaced, null));
            writer.Write(Event(ResourceChange.Added, PodA));
            writer.Write(Event(ResourceChange.Synced, null));
            writer.Write(Event(ResourceChange.Modified, PodA));
            writer.Write(Event(ResourceChange.Bookmark, """{"metadata":{"resourceVersion":"9"}}"""));
            Assert.Equal(3, writer.Resource.Frames);
        }

        var told = ReadAll(Open("pods"), out var notices);

        Assert.Empty(notices);
        Assert.Equal([ResourceChange.Replaced, ResourceChange.Added, ResourceChange.Synced, ResourceChange.Modified, ResourceChange.Bookmark], told.Select(e => e.Change));
        Assert.Equal(PodA, told[3].Object.GetRawText());
    }

    public void Dispose()
    {
        _folder.Dispose();
        _meters.Dispose();
    }

    private static string Node(string name) => $$"""{"type":"ADDED","object":{"metadata":{"uid":"{{name}}","name":"{{name}}" } } }""";

    private static ResourceEvent Event(ResourceChange change, string? json) =>
        new(ClusterResources.Find("pods")!, change, json is null ? default : JsonElement.Parse(json), DateTimeOffset.FromUnixTimeMilliseconds(1000));

    private static List<ResourceEvent> ReadAll(RecordedObjects objects, out IReadOnlyList<string> notices)
    {
        using (objects)
        {
            var told = new List<ResourceEvent>();
            while (objects.NextMs is not null) told.AddRange(objects.ReadNext());
            notices = objects.Notices;
            return told;
        }
    }

    private RecordingFeed Feed(KeepingPublisher publisher) => new(
        RecordingReader.Open(_folder.Path), "c", SignalCatalog.BuiltIn, publisher, _meters, TimeProvider.System, NullLoggerFactory.Instance);

    private RecordedObjects Open(params string[] resources) => new(
        _folder.Path, (resources.Length > 0 ? resources : ["pods", "nodes"]).Where(resource => File.Exists(_folder.PathOf($"{resource}.objects.br")))
            .Select(resource => new RecordedResource(resource, $"{resource}.objects.br", 1)));

    private void Write(string resource, params (long Ms, string Kind, string Document)[] frames)
    {
        var raw = new MemoryStream();
        foreach (var (ms, kind, document) in frames) raw.Write(Encoding.UTF8.GetBytes($"@ {ms} {kind} {Encoding.UTF8.GetByteCount(document)}\n{document}"));
        File.WriteAllBytes(_folder.PathOf($"{resource}.objects.br"), RecordingFolder.Compress(raw.ToArray()));
    }

    private void WriteManifest()
    {
        var objects = Directory.GetFiles(_folder.Path, "*.objects.br").Select(Path.GetFileName).Select(file => new { resource = file![..file!.IndexOf('.', StringComparison.Ordinal)], file, frames = 1 });
        File.WriteAllText(_folder.PathOf("manifest.json"), JsonSerializer.Serialize(new { name = "by hand", format = 1, interval_s = 5, targets = Array.Empty<object>(), objects }));
    }
}
