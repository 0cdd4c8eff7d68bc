using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Fuzzing;
using Telemetry.Collector.Exposition.Series;
using Xunit;

namespace Telemetry.Collector.Tests.Exposition.Protobuf;

/// <summary>The fast reader against a slow twin that writes down what it meant, on random pages.</summary>
public sealed class ProtobufPropertyTests
{
    [Fact]
    public void Page_Random_ReadsAsItsTwinMeant()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var page = MessagePage.Create(seed);
            var table = NewTable();
            var reading = table.Read(page.Bytes, ExpositionFormat.Protobuf);

            Assert.Equal(page.Expected.Order(StringComparer.Ordinal), SamplesOf(table).Order(StringComparer.Ordinal));
            Assert.Equal((page.Expected.Count, 0), (reading.Samples, reading.BadLines));
        }
    }

    [Fact]
    public void Page_ReadAgain_IsKnownAndAllocatesNothingPerSample()
    {
        var page = MessagePage.Create(7).Bytes;
        var table = NewTable();
        table.Read(page, ExpositionFormat.Protobuf);
        table.Read(page, ExpositionFormat.Protobuf);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = table.Read(page, ExpositionFormat.Protobuf);

        // The reading itself is an object of a few hundred bytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000);
        Assert.Equal((0, 0), (reading.Unpredicted, reading.Vanished));
    }

    [Fact]
    public void Page_CutAnywhere_KeepsWhatCameWholeAndSaysSo()
    {
        var page = MessagePage.Create(3);
        var bytes = page.Bytes;
        for (var length = 1; length < bytes.Length; length++)
        {
            var table = NewTable();
            var reading = table.Read(bytes.AsSpan(0, length), ExpositionFormat.Protobuf);

            Assert.Equal(page.FamilyEnds.Contains(length) ? 0 : 1, reading.BadLinesOf(BadLineReason.Truncated));
            Assert.Subset(new HashSet<string>(page.Expected, StringComparer.Ordinal), new HashSet<string>(SamplesOf(table), StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Fuzzer_SmallSlice_NeitherCrashesNorMiscounts()
    {
        var fuzzer = new PageFuzzer(seed: 42, extra: []);
        for (var i = 0; i < 40_000; i++) fuzzer.TryOne();

        Assert.True(fuzzer.Samples > 40_000 && fuzzer.BadLines > 10_000, $"{fuzzer.Samples} samples, {fuzzer.BadLines} bad lines");
    }

    private static SeriesTable NewTable() => new(static _ => new FamilyRule(IsWanted: true));

    private static IEnumerable<string> SamplesOf(SeriesTable table) =>
        from family in table.Families
        from metric in family.Metrics
        from series in metric.Series
        let bound = series.Role switch
        {
            SeriesRole.Bucket => $",le={FloatText.PrintBound(series.Bound)}",
            SeriesRole.Quantile => $",quantile={FloatText.PrintBound(series.Bound)}",
            _ => "",
        }
        select FormattableString.Invariant($"{series.Name}{{{string.Join(',', metric.Labels.Labels.ToArray().Select(label => $"{label.Name}={label.Value}"))}{bound}}} {series.Value}");
}
