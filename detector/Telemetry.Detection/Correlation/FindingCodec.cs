using Telemetry.Detection.Detectors;
using Telemetry.Detection.Forecasting;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>Findings in a snapshot.</summary>
internal static class FindingCodec
{
    public static void Write(SnapshotWriter writer, SignalFinding finding)
    {
        writer.Write(finding.Signal);
        writer.Write(finding.Family);
        writer.Write(finding.Component);
        writer.Write(finding.Evidence);
        writer.Write(finding.OnsetMs);
        writer.Write(finding.Value);
        writer.Write(finding.Baseline);
        writer.Write(finding.Typical);
        writer.Write(finding.TypicalBaseline);
        writer.Write(finding.IsAdopted);
        writer.Write(finding.Caller);
        writer.Write(finding.Moved.Count);
        foreach (var shift in finding.Moved)
        {
            writer.Write(shift.Lower);
            writer.Write(shift.Upper);
            writer.Write(shift.NormalShare);
            writer.Write(shift.Share);
        }

        writer.Write(finding.Breach is not null);
        if (finding.Breach is { } breach) Write(writer, breach);
    }

    public static SignalFinding ReadSignal(ref SnapshotReader reader) => new(
        reader.ReadText(), reader.ReadText(), reader.ReadText(), reader.ReadDouble(), reader.ReadLong(), reader.ReadDouble(), reader.ReadDouble())
    {
        Typical = reader.ReadDouble(),
        TypicalBaseline = reader.ReadDouble(),
        IsAdopted = reader.ReadBool(),
        Caller = reader.ReadText(),
        Moved = ReadMoved(ref reader),
        Breach = reader.ReadBool() ? ReadBreach(ref reader) : null,
    };

    private static IReadOnlyList<BucketShift> ReadMoved(ref SnapshotReader reader)
    {
        var moved = new BucketShift[reader.ReadCount()];
        for (var i = 0; i < moved.Length; i++) moved[i] = new BucketShift(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        return moved;
    }

    private static void Write(SnapshotWriter writer, BreachForecast breach)
    {
        writer.Write(breach.AsOfMs);
        writer.Write(breach.Limit);
        writer.Write((int)breach.Source);
        writer.Write(breach.Probability);
        writer.Write(breach.Time.EarliestMs);
        writer.Write(breach.Time.ExpectedMs);
        writer.Write(breach.Time.LatestMs);
        writer.Write((int)breach.Warning);
    }

    private static BreachForecast ReadBreach(ref SnapshotReader reader) => new(
        reader.ReadLong(), reader.ReadDouble(), (LimitSource)reader.ReadInt(), reader.ReadDouble(),
        new BreachTime(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()), (BreachWarning)reader.ReadInt());

    public static void Write(SnapshotWriter writer, ScrapeFinding scrape)
    {
        writer.Write(scrape.Job);
        writer.Write(scrape.Instance);
        writer.Write(scrape.TimeMs);
        writer.Write(scrape.DurationMs);
        writer.Write(scrape.IntervalMs);
        writer.Write(scrape.IsUp);
        writer.Write(scrape.Ends);
        writer.Write(scrape.RestartedMs);
        writer.Write(scrape.Signals.Count);
        foreach (var finding in scrape.Signals) Write(writer, finding);
    }

    public static ScrapeFinding ReadScrape(ref SnapshotReader reader)
    {
        var (job, instance) = (reader.ReadText(), reader.ReadText());
        var (time, duration, interval) = (reader.ReadLong(), reader.ReadLong(), reader.ReadLong());
        var (isUp, ends, restarted) = (reader.ReadBool(), reader.ReadBool(), reader.ReadLong());
        var signals = new SignalFinding[reader.ReadCount()];
        for (var i = 0; i < signals.Length; i++) signals[i] = ReadSignal(ref reader);
        return new ScrapeFinding(job, instance, time, duration, interval, isUp, signals) { Ends = ends, RestartedMs = restarted };
    }
}
