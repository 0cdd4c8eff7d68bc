using Telemetry.Backtest.Judging;
using Telemetry.Backtest.Pictures;

namespace Telemetry.Backtest.Reports;

/// <summary>Everything that a backtest came to.</summary>
internal sealed record BacktestReport
{
    /// <summary>What was run over.</summary>
    public required string Input { get; init; }

    /// <summary>First moment, Unix milliseconds.</summary>
    public required long FromMs { get; init; }

    /// <summary>Last moment, Unix milliseconds.</summary>
    public required long ToMs { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Incident events, in order of time.</summary>
    public required IReadOnlyList<IncidentEvent> Events { get; init; }

    /// <summary>What is known to have happened.</summary>
    public required Labels Labels { get; init; }

    /// <summary>Traces of the series.</summary>
    public required TraceBook Traces { get; init; }

    /// <summary>What was odd about the input, a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How the labelled events fared.</summary>
    public Judgement Judgement => Judgement.Of(Events, Labels);

    /// <summary>Event time against the time that it took.</summary>
    public double TimesRealTime => (ToMs - FromMs) / Math.Max(1, Took.TotalMilliseconds);
}
