using System.IO.Compression;
using Telemetry.Backtest.Csv;
using Telemetry.Backtest.Samples;
using Xunit;

namespace Telemetry.Backtest.Tests.Csv;

public sealed class CsvFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void File_ValueAndLabel_IsOneSeriesAndTheLabelIsNotRead()
    {
        var table = Load("timestamp,value,label\n60,1.5,0\n120,2,oops\n");

        Assert.Equal(["value"], table.Series);
        Assert.Equal([new Sample(0, 60_000, 1.5), new Sample(0, 120_000, 2)], table.Samples);
        Assert.Empty(table.Notes.Lines());
    }

    [Fact]
    public void File_Long_IsPutInOrderOfTime()
    {
        var table = Load("timestamp,series,value\n60,a,1\n120,a,2\n60,b,3\n");

        Assert.Equal(["a", "b"], table.Series);
        Assert.Equal([new Sample(0, 60_000, 1), new Sample(1, 60_000, 3), new Sample(0, 120_000, 2)], table.Samples);
        Assert.Empty(table.Notes.Lines());
    }

    [Fact]
    public void File_DatesAndGzip_AreRead()
    {
        var path = Path.Combine(_folder.FullName, "a.csv.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest)) packed.Write("timestamp,value\n1995-07-01 00:00:00,42\n"u8);

        Assert.Equal([new Sample(0, 804_556_800_000, 42)], CsvFile.Load(path, _ => { }).Samples);
    }

    [Fact]
    public void File_OddRows_AreCountedByReason()
    {
        var table = Load("time,a,b\n60,1,2\nsoon,1,2\n30,NaN,\n90,inf,many\n90,1\n");

        Assert.Equal(8, table.Samples.Count);
        Assert.Equal((1, 1, 3, 2, 1), (table.Notes.BadTimes, table.Notes.RaggedRows, table.Notes.Empty, table.Notes.NotNumbers, table.Notes.Backwards));
        Assert.Equal(30_000, table.Samples[0].TimeMs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("timestamp\n60\n")]
    [InlineData("timestamp,label\n60,1\n")]
    [InlineData("host,value\na,1\nb,2\n")]
    public void File_WithoutValues_IsRefused(string text) => Assert.Throws<BacktestException>(() => Load(text));

    private SampleTable Load(string text)
    {
        var path = Path.Combine(_folder.FullName, "a.csv");
        File.WriteAllText(path, text);
        return CsvFile.Load(path, _ => { });
    }
}
