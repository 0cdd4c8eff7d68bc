using Telemetry.Contracts;
using Telemetry.Contracts.Signals;
using Telemetry.Series;
using Telemetry.Series.Intake;
using Telemetry.Series.Window;
using Telemetry.Testing;

namespace Telemetry.Benchmarks.Input;

/// <summary>A window that ten targets of 167 signals each, three series a signal, fill every 15 seconds.</summary>
internal sealed class RecentSeries
{
    /// <summary>Series written by one round: value, baseline and score of each signal, and two of each target.</summary>
    public const int Series = Targets * ((3 * SignalsPerTarget) + 2);

    public const long StepMs = 15_000;

    private const int Targets = 10;
    private const int SignalsPerTarget = 167;

    private readonly TargetSeries[] _targets;
    private readonly SignalPoint[] _points = new SignalPoint[SignalsPerTarget];
    private readonly Random _random = new(1);

    public RecentSeries()
    {
        QueryMetrics metrics = new(Meters.Create());
        Window = new(Options, metrics, new FarClock());
        _targets = [.. Enumerable.Range(0, Targets).Select(i => new TargetSeries(Window, metrics, Target(i)))];
    }

    public QueryOptions Options { get; } = new();

    public SeriesWindow Window { get; }

    /// <summary>Event time of the last round, Unix milliseconds.</summary>
    public long NowMs { get; private set; } = 1_795_000_000_000;

    /// <summary>One scrape of every target.</summary>
    public void Round()
    {
        NowMs += StepMs;
        for (var i = 0; i < _points.Length; i++)
            _points[i] = new($"signal_{i}", "family_seconds", "verb=GET", "etcd", Verdict.Scored, _random.NextDouble(), 1, 0, _random.NextDouble(), 0.004, "s");
        for (var i = 0; i < _targets.Length; i++)
        {
            _targets[i].Append(new()
            {
                Target = Target(i), ScrapeTimeMs = NowMs + i, ScrapeDurationMs = 10, IntervalMs = StepMs, Up = true, Points = _points,
            });
        }
    }

    private static TargetId Target(int index) => new("bench", "etcd", $"10.0.0.{index}:2379");

    // Rounds outrun every real clock.
    private sealed class FarClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(1000);
    }
}
