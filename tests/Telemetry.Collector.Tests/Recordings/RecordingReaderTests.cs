using System.Text;
using Telemetry.Collector.Recordings;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Recordings;

public sealed class RecordingReaderTests
{
    [Fact]
    public async Task Pages_OfSeveralTargets_ComeInTheOrderOfEventTimeThenTarget()
    {
        using var folder = new RecordingFolder()
            .Add("b", "0", [(10, "b10"), (20, "b20"), (40, "b40")])
            .Add("a", "1", [(10, "a10"), (30, "a30")])
            .Add("a", "0", [(20, "a20")])
            .WriteManifest();

        Assert.Equal(["10 a/1 a10", "10 b/0 b10", "20 a/0 a20", "20 b/0 b20", "30 a/1 a30", "40 b/0 b40"], await ReadAsync(folder));
    }

    [Fact]
    public async Task Pages_FromATime_BeginThere()
    {
        using var folder = new RecordingFolder().Add("a", "0", [(10, "1"), (20, "2"), (30, "3")]).WriteManifest();

        Assert.Equal(["20 a/0 2", "30 a/0 3"], await ReadAsync(folder, fromMs: 20));
    }

    [Fact]
    public async Task Targets_OfJudges_AreNotRead()
    {
        using var folder = new RecordingFolder()
            .Add("a", "0", [(10, "1")])
            .Add("truth", "0", [(5, "secret")], judgeOnly: true)
            .WriteManifest();

        Assert.Equal(["10 a/0 1"], await ReadAsync(folder));
    }

    [Fact]
    public async Task Target_OfUnknownType_IsLeftOutAndNamed()
    {
        using var folder = new RecordingFolder()
            .Add("a", "0", [(10, "1")])
            .Add("b", "0", [(10, "2")], contentType: "application/x-new")
            .WriteManifest();
        var reader = RecordingReader.Open(folder.Path);

        Assert.Equal(["a"], reader.Targets.Select(target => target.Job));
        var notice = Assert.Single(reader.Notices);
        Assert.Contains("application/x-new", notice, StringComparison.Ordinal);
        Assert.Contains("b/0", notice, StringComparison.Ordinal);
        Assert.Equal(["10 a/0 1"], await ReadAsync(folder));
    }

    [Fact]
    public void Target_InTextAndProtobuf_IsReadOnceAsProtobuf()
    {
        using var folder = new RecordingFolder()
            .Add("a", "0", [(11, "x")], contentType: "application/vnd.google.protobuf; encoding=delimited", file: "proto.br")
            .Add("a", "0", [(10, "1")])
            .WriteManifest();
        var reader = RecordingReader.Open(folder.Path);

        Assert.Equal("proto.br", Assert.Single(reader.Targets).File);
        Assert.Single(reader.Notices);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(25)]
    public async Task File_CutAnywhere_KeepsWholeFramesAndSaysWhere(int cutFromEnd)
    {
        var noise = new Random(7);
        var frames = Enumerable.Range(0, 50)
            .Select(i => (i * 1000L, string.Concat(Enumerable.Range(0, 500).Select(_ => (char)noise.Next(32, 127))))).ToList();
        using var folder = new RecordingFolder().Add("a", "0", frames).Add("b", "0", [(1, "b")]).WriteManifest();
        var bytes = await File.ReadAllBytesAsync(folder.PathOf("a-0.pages.br"));
        await File.WriteAllBytesAsync(folder.PathOf("a-0.pages.br"), bytes[..^cutFromEnd]);

        var reader = RecordingReader.Open(folder.Path);
        var pages = await ReadAsync(reader);

        var whole = pages.Where(page => page.Contains("a/0", StringComparison.Ordinal)).ToList();
        Assert.Equal(frames.Take(whole.Count).Select(frame => $"{frame.Item1} a/0 {frame.Item2}"), whole);
        Assert.Contains("1 b/0 b", pages);
        if (cutFromEnd == 0) Assert.Empty(reader.Notices);
        else Assert.Contains($"after {whole.Count} whole frames", Assert.Single(reader.Notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@ 20 1 200\nx", "malformed")]
    [InlineData("# HELP no frame\n", "malformed")]
    [InlineData("@ 20 1 200 999999999999\n", "malformed")]
    [InlineData("@ 20 1 200 999999999\n", "over the limit")]
    [InlineData("@ 20 1 200 50\nshort", "incomplete")]
    public async Task Frame_ThatIsBroken_EndsTheFileWithAReason(string bytes, string reason)
    {
        using var folder = new RecordingFolder().Add("a", "0", [(10, "1")]).WriteManifest();
        var raw = Encoding.UTF8.GetBytes("@ 10 1 200 2\nok" + bytes);
        await File.WriteAllBytesAsync(folder.PathOf("a-0.pages.br"), RecordingFolder.Compress(raw));

        var reader = RecordingReader.Open(folder.Path);

        Assert.Equal(["10 a/0 ok"], await ReadAsync(reader));
        Assert.Contains(reason, Assert.Single(reader.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsNotBrotli_IsNamed()
    {
        using var folder = new RecordingFolder().Add("a", "0", [(10, "1")]).WriteManifest();
        await File.WriteAllBytesAsync(folder.PathOf("a-0.pages.br"), Enumerable.Repeat((byte)0xFF, 100).ToArray());

        var reader = RecordingReader.Open(folder.Path);

        Assert.Empty(await ReadAsync(reader));
        Assert.Contains("damaged", Assert.Single(reader.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsAbsent_IsNamedAndTheOthersAreRead()
    {
        using var folder = new RecordingFolder().Add("a", "0", [(10, "1")]).Add("b", "0", [(10, "2")]).WriteManifest();
        File.Delete(folder.PathOf("a-0.pages.br"));

        var reader = RecordingReader.Open(folder.Path);

        Assert.Equal(["10 b/0 2"], await ReadAsync(reader));
        Assert.Contains("a-0.pages.br", Assert.Single(reader.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_WithoutManifest_IsRefusedWithThePlace()
    {
        using var folder = new RecordingFolder();

        var refusal = Assert.Throws<RecordingException>(() => RecordingReader.Open(folder.Path));
        Assert.Contains("manifest.json", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Manifest_OfANewerFormat_IsRefused()
    {
        using var folder = new RecordingFolder().WriteManifest(format: 2);

        var refusal = Assert.Throws<RecordingException>(() => RecordingReader.Open(folder.Path));
        Assert.Contains("format 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_LeftEarly_EndsTheReadingAhead()
    {
        var frames = Enumerable.Range(0, 100).Select(i => ((long)i, "page"));
        using var folder = new RecordingFolder().Add("a", "0", frames).WriteManifest();
        await foreach (var page in RecordingReader.Open(folder.Path).ReadPagesAsync(CancellationToken.None))
        {
            if (page.StartMs == 3) break;
        }
        Assert.Equal(100, (await ReadAsync(folder)).Count);
    }

    [Fact]
    public async Task Reading_Cancelled_Throws()
    {
        var frames = Enumerable.Range(0, 100).Select(i => ((long)i, "page"));
        using var folder = new RecordingFolder().Add("a", "0", frames).WriteManifest();
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in RecordingReader.Open(folder.Path).ReadPagesAsync(cancel.Token))
            {
                if (page.StartMs == 3) await cancel.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task DemoRecording_IsReadWhole()
    {
        var reader = RecordingReader.Open(Path.Combine(Repository.Root, "tests", "corpus", "demo"));
        var scrapes = reader.Targets.ToDictionary(target => target.File, _ => 0L);
        var bytes = scrapes.ToDictionary(pair => pair.Key, _ => 0L);
        var last = 0L;
        await foreach (var page in reader.ReadPagesAsync(CancellationToken.None))
        {
            Assert.True(page.StartMs >= last);
            last = page.StartMs;
            scrapes[page.Target.File]++;
            bytes[page.Target.File] += page.Body.Length;
        }
        Assert.Empty(reader.Notices);
        Assert.All(reader.Targets, target => Assert.Equal(target.Scrapes, scrapes[target.File]));
        Assert.Equal(10_000, reader.Targets.Single(target => target.Job == "controller-manager").IntervalMs(TimeSpan.FromSeconds(5)));
        Assert.Equal(5_000, reader.Targets.Single(target => target.Job == "apiserver").IntervalMs(TimeSpan.FromSeconds(5)));
    }

    private static Task<List<string>> ReadAsync(RecordingFolder folder, long fromMs = 0) =>
        ReadAsync(RecordingReader.Open(folder.Path), fromMs);

    private static async Task<List<string>> ReadAsync(RecordingReader reader, long fromMs = 0)
    {
        var pages = new List<string>();
        await foreach (var page in reader.ReadPagesAsync(CancellationToken.None, fromMs))
        {
            pages.Add($"{page.StartMs} {page.Target.Job}/{page.Target.Instance} {Encoding.UTF8.GetString(page.Body.Span)}");
        }
        return pages;
    }
}
