namespace Telemetry.Detection.Detectors;

/// <summary>
/// What a test has read from the scrape at hand, kept from its scoring to its learning, which needs the same again. A signal is scored and
/// then learned by one thread before the next, so that one of these for each thread is enough and no signal has to hold it.
/// </summary>
internal sealed class DriftReadings
{
    /// <summary>Most statistics of one test.</summary>
    public const int MaxChannels = 8;

    [ThreadStatic]
    private static DriftReadings? t_present;

    private readonly double[] _statistics = new double[MaxChannels];
    private readonly ChannelReading[] _channels = new ChannelReading[MaxChannels];
    private DriftTest? _test;
    private ScrapeTime _scrape;
    private int _count;

    /// <summary>The present thread's.</summary>
    public static DriftReadings Present => t_present ??= new DriftReadings();

    /// <summary>Strongest claim of all channels, corrected for their number; 0 or more.</summary>
    public double Claimed { get; private set; }

    /// <summary>What the claim comes to by the test's own counts.</summary>
    public double Evidence { get; set; }

    /// <summary>Largest deviation of the channel that claims most.</summary>
    public double Magnitude { get; private set; }

    /// <summary>When what the strongest claim is about began, Unix milliseconds; 0 where nothing is claimed.</summary>
    public long OnsetMs { get; private set; }

    /// <summary>The channels' readings, in their order.</summary>
    public Span<ChannelReading> Channels => _channels.AsSpan(0, _count);

    /// <summary>Whether they are what this test read from these statistics of this scrape.</summary>
    public bool AreOf(DriftTest test, ReadOnlySpan<double> statistics, in ScrapeTime scrape) =>
        _test == test && _scrape == scrape && statistics.SequenceEqual(_statistics.AsSpan(0, _count));

    /// <summary>The statistics of this scrape that this test has read; empty where it read none.</summary>
    public ReadOnlySpan<double> StatisticsOf(DriftTest test, in ScrapeTime scrape) =>
        _test == test && _scrape == scrape ? _statistics.AsSpan(0, _count) : default;

    /// <summary>Begins with new statistics; what was claimed before is forgotten.</summary>
    public void Begin(DriftTest test, ReadOnlySpan<double> statistics, in ScrapeTime scrape)
    {
        (_test, _scrape, _count) = (test, scrape, statistics.Length);
        statistics.CopyTo(_statistics);
        (Claimed, Magnitude, OnsetMs) = (0, 0, 0);
    }

    /// <summary>Keeps a claim that is the strongest so far.</summary>
    public void Claim(double evidence, double magnitude, long onsetMs) => (Claimed, Magnitude, OnsetMs) = (evidence, magnitude, onsetMs);

    /// <summary>What this test had read holds no longer.</summary>
    public void Forget(DriftTest test)
    {
        if (_test == test) _test = null;
    }
}
