using System.Text;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Strict;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition;

public sealed class ExpositionReaderPropertyTests
{
    private const int Pages = 2_000;
    private const int LinesPerPage = 12;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_GoodPages_AgreesWithTheSlowTwin(bool openMetrics)
    {
        for (var seed = 0; seed < Pages; seed++)
        {
            var page = new PageGenerator(seed, openMetrics).Page(LinesPerPage);
            var read = RecordedPage.Read(page, openMetrics);
            Assert.Equal(SimplePage.Read(page, openMetrics), read);
            Assert.DoesNotContain(read, static line => line.EndsWith(" bad", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_SpoiltPages_AgreesWithTheSlowTwin(bool openMetrics)
    {
        var badLines = 0;
        for (var seed = 0; seed < Pages; seed++)
        {
            var generator = new PageGenerator(seed, openMetrics);
            var page = generator.Spoil(generator.Page(LinesPerPage));
            var read = RecordedPage.Read(page, openMetrics);
            Assert.Equal(SimplePage.Read(page, openMetrics), read);
            badLines += read.Count(static line => line.EndsWith(" bad", StringComparison.Ordinal));
        }

        Assert.InRange(badLines, Pages, Pages * LinesPerPage);
    }

    [Fact]
    public void ReadAndJudge_RandomBytesInPages_NeverFail()
    {
        var random = new Random(4711);
        for (var seed = 0; seed < Pages; seed++)
        {
            var openMetrics = seed % 2 == 0;
            var page = Encoding.UTF8.GetBytes(new PageGenerator(seed, openMetrics).Page(LinesPerPage));
            for (var i = 0; i < 10; i++)
            {
                page[random.Next(page.Length)] = (byte)random.Next(256);
            }

            Assert.NotNull(RecordedPage.Read(page, openMetrics));
            var verdict = PageVerdict.Of(page, openMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text);
            Assert.InRange(verdict.Line, 0, page.Length + 1);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_TruncatedPage_KeepsWhatCameWhole(bool openMetrics)
    {
        var page = new PageGenerator(1, openMetrics).Page(LinesPerPage);
        var bytes = Encoding.UTF8.GetBytes(page);
        var whole = RecordedPage.Read(bytes, openMetrics);
        for (var length = 0; length < bytes.Length; length++)
        {
            var part = bytes[..length];
            var lines = part.Count(static b => b == '\n');
            var isCut = length > 0 && part[^1] != '\n' && !part.AsSpan().EndsWith("\n# EOF"u8);
            var expected = whole.Where(line => int.Parse(line[..line.IndexOf(' ', StringComparison.Ordinal)]) <= lines);
            expected = isCut ? expected.Append($"{lines + 1} bad") : expected;
            Assert.Equal(expected, RecordedPage.Read(part, openMetrics, truncated: true));
        }
    }
}
