using Telemetry.Benchmarks.Quality;
using Xunit;

namespace Telemetry.Quality.Tests;

public sealed class QualityRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telemetry-quality-");

    private string Page => Path.Combine(_folder.FullName, "quality.md");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Run_OfAMeasureWithoutInput_LeavesItsSectionAndItsPictures()
    {
        Assert.True(Run(new Drawing("first", 1)));
        var before = File.ReadAllText(Page);

        Assert.False(Run(new Drawing(picture: null, value: null)));

        Assert.Equal(before, File.ReadAllText(Page));
        Assert.Equal(["forecast-first.svg"], Pictures());
    }

    [Fact]
    public void Run_Again_WritesTheSectionAnewAndTakesAwayPicturesThatAreNoLongerDrawn()
    {
        Run(new Drawing("first", 1));

        Assert.True(Run(new Drawing("second", 2)));

        Assert.Equal(["forecast-second.svg"], Pictures());
        Assert.Contains("| figure | 2 |", File.ReadAllText(Page), StringComparison.Ordinal);
        Assert.DoesNotContain("first", File.ReadAllText(Page), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ThatIsEndedEarly_LeavesWhatItsMeasureKeptSoFar()
    {
        var json = Path.Combine(_folder.FullName, "rows.json");

        Assert.Throws<OperationCanceledException>(() => QualityRun.Run([new Ended()], Context, Page, json));

        Assert.Contains("| so far | 3 |", File.ReadAllText(Page), StringComparison.Ordinal);
        Assert.Contains("so far", File.ReadAllText(json), StringComparison.Ordinal);
    }

    private QualityContext Context => new("", "", _folder.FullName, TextWriter.Null);

    private bool Run(Drawing measure) => QualityRun.Run([measure], Context, Page, json: null);

    private IEnumerable<string> Pictures() => _folder.EnumerateFiles("*.svg").Select(file => file.Name);

    /// <summary>Stands for a measure of hours that is ended early.</summary>
    private sealed class Ended : IQualityMeasure
    {
        public string Name => "cluster-months";

        public string Method => "Counted.";

        public IReadOnlyList<QualityRow> Run(QualityContext context)
        {
            context.Keep([new QualityRow("so far", 3, "", 1, "command")]);
            throw new OperationCanceledException();
        }
    }

    /// <summary>Stands for a measure of the page that draws one picture, and for the same without input.</summary>
    private sealed class Drawing(string? picture, double? value) : IQualityMeasure
    {
        public string Name => "forecast";

        public string Method => "Drawn.";

        public IReadOnlyList<QualityRow> Run(QualityContext context)
        {
            if (picture is null || value is not { } seen) return [];
            context.Draw(Name, picture, "<svg/>");
            return [new QualityRow("figure", seen, "", 1, "command")];
        }
    }
}
