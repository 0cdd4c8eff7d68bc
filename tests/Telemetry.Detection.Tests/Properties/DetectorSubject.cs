using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Tests.Properties;

/// <summary>
/// A detector with a life to lead: it is fed seeded observations and scraped. What the shared list of properties knows of a detector, so that
/// a new kind joins by a subclass and a line in <see cref="DetectorProperties"/>.
/// </summary>
internal abstract class DetectorSubject(ISignalDetector detector)
{
    /// <summary>Good scrapes after which a target's signals are listened to.</summary>
    public const int WarmScrapes = 60;

    private int _scrapes;

    /// <summary>The detector.</summary>
    public ISignalDetector Detector { get; private set; } = detector;

    /// <summary>How often each scrape is scored.</summary>
    public int Scorings { get; set; } = 1;

    /// <summary>Event time, Unix milliseconds.</summary>
    public long TimeMs { get; set; } = 86_400_000;

    /// <summary>Lets so much happen in an interval and scrapes.</summary>
    /// <param name="factor">How much worse than normal; 1 is normal life.</param>
    /// <param name="seconds">Since the scrape before.</param>
    /// <param name="learning">What the scrape may do once the detector is warm.</param>
    public SignalScore Step(double factor = 1, double seconds = 10, Learning learning = Learning.Allowed)
    {
        TimeMs += (long)(seconds * 1000);
        Observe(factor, seconds);
        var time = new ScrapeTime(TimeMs, seconds);
        var score = Detector.Score(time);
        for (var more = 1; more < Scorings; more++) Xunit.Assert.Equal(score, Detector.Score(time));
        Detector.Learn(time, learning == Learning.Allowed && _scrapes < WarmScrapes ? Learning.Warming : learning);
        _scrapes++;
        return _scrapes > WarmScrapes ? score : score with { Evidence = 0 };
    }

    /// <summary>The watched process begins anew: its counters start at zero.</summary>
    public virtual void Restart()
    {
    }

    /// <summary>Goes on with a detector restored from this one's snapshot.</summary>
    public byte[] Reload()
    {
        var writer = new SnapshotWriter();
        Detector.Save(writer);
        var bytes = writer.Written.ToArray();
        Detector = Create();
        var reader = new SnapshotReader(bytes);
        Detector.Restore(ref reader);
        Xunit.Assert.True(reader.AtEnd);
        return bytes;
    }

    /// <summary>A detector like this one that knows nothing.</summary>
    protected abstract ISignalDetector Create();

    /// <summary>What happens in an interval.</summary>
    protected abstract void Observe(double factor, double seconds);
}
