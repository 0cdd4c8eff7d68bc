using System.Text;
using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Signals;
using Telemetry.Detection.Snapshots;
using Telemetry.Detector.Observing.Feeds;

namespace Telemetry.Detector.Observing;

/// <summary>One target of a partition: its observer, and the parts of a scrape that is not whole yet.</summary>
internal sealed class ObservedTarget(SignalCatalog catalog, DetectorChoices detectors, TargetId target)
{
    public TargetId Target { get; } = target;

    public TargetObserver Observer { get; } = new(catalog, detectors, target);

    public ScrapeAssembly Assembly { get; } = new();

    /// <summary>Key of its signal records.</summary>
    public byte[] ClusterKey { get; } = Encoding.UTF8.GetBytes(target.Cluster);

    /// <summary>Whether it was written to since the last checkpoint.</summary>
    public bool IsChanged { get; set; }

    /// <summary>Whether it is scraped no more, as its last record says.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether a scrape was made again that was taken or is being put together, or comes too late behind it.</summary>
    public bool IsDouble(in ScrapeReading scrape) => Observer.HasTaken(scrape) || Assembly.HasBegun(scrape);

    /// <summary>Notes that it is scraped no more. It begins anew with another record.</summary>
    public SignalRecord End(in ScrapeReading end)
    {
        HasEnded = true;
        return new SignalRecord
        {
            Target = Target,
            ScrapeTimeMs = end.TimeMs,
            ScrapeDurationMs = 0,
            IntervalMs = end.IntervalMs,
            Up = true,
            Ends = true,
        };
    }

    /// <summary>Takes a record of a scrape that is later than the last; null while parts of it are missing.</summary>
    public SignalRecord? Take(in RecordHead head, ReadOnlySpan<byte> record)
    {
        HasEnded = false;
        if (head.Parts > 1)
        {
            Assembly.Add(head.Scrape, head.Part, head.Parts, record);
            return Assembly.IsWhole ? Complete() : null;
        }

        Observer.Begin(head.Scrape);
        Observer.Read(record);
        return Observer.End();
    }

    /// <summary>Ends the wait for parts of a scrape before this one; null when there is none.</summary>
    public SignalRecord? EndWaitBefore(ScrapeReading scrape) => Assembly.IsWaiting && Assembly.Scrape.TimeMs < scrape.TimeMs ? Complete() : null;

    public void Save(SnapshotWriter writer)
    {
        writer.Write(Target.Cluster);
        writer.Write(Target.Job);
        writer.Write(Target.Instance);
        Observer.Save(writer);
        Assembly.Save(writer);
    }

    public static ObservedTarget Restore(SignalCatalog catalog, DetectorChoices detectors, ref SnapshotReader reader)
    {
        var observed = new ObservedTarget(catalog, detectors, new TargetId(reader.ReadText(), reader.ReadText(), reader.ReadText()));
        observed.Observer.Restore(ref reader);
        observed.Assembly.Restore(ref reader);
        return observed;
    }

    private SignalRecord Complete()
    {
        Observer.Begin(Assembly.Scrape);
        foreach (var part in Assembly.Parts) Observer.Read(part);
        Assembly.Clear();
        return Observer.End();
    }
}
