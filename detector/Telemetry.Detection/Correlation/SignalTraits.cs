namespace Telemetry.Detection.Correlation;

/// <summary>What correlation needs to know of a signal.</summary>
public sealed record SignalTraits
{
    public required string Id { get; init; }

    /// <summary>What people read after the component's name.</summary>
    public required string Title { get; init; }

    /// <summary>What a drift of it hints at; empty where it says nothing about the cause.</summary>
    public required string Cause { get; init; }

    public required string Unit { get; init; }

    /// <summary>Level at which it hurts; NaN where there is none.</summary>
    public double Limit { get; init; } = double.NaN;

    public SignalShape Shape { get; init; }

    /// <summary>
    /// What it measures, where several signals of a component measure the same (quantiles of one latency): then the strongest speaks for
    /// all. Empty where it stands for itself.
    /// </summary>
    public string Group { get; init; } = "";

    /// <summary>
    /// Whether its tail is known from its own past alone, with no law of counts and no fleet behind it: then it is not believed beyond
    /// what that past can tell.
    /// </summary>
    public bool IsLearned { get; init; }

    /// <summary>Whether users or the control plane's objectives feel it directly.</summary>
    public bool IsUserFacing { get; init; }

    /// <summary>Whether it only helps to explain: load, CPU time.</summary>
    public bool IsContext { get; init; }

    /// <summary>Whether it is measured by a caller: then a caller short of CPU sees it slow for no fault of the component.</summary>
    public bool IsSeenByCaller { get; init; }

    /// <summary>Whether it states a fact that has lasted, and nothing that could be unusual by chance.</summary>
    public bool IsFact => Shape is SignalShape.Availability or SignalShape.State;

    /// <summary>
    /// Whether only trouble of the component itself, or of the node, moves it. What a slow dependency also moves (a queue, a request) is not.
    /// </summary>
    public bool IsLocal => Cause is "disk" or "cpu" or "memory" or "network" or "upstream" or "quota" or "down";
}

/// <summary>How a signal's value is to be read.</summary>
public enum SignalShape
{
    /// <summary>p99 in seconds.</summary>
    Latency,

    /// <summary>Events per second.</summary>
    Rate,

    /// <summary>Share of bad events.</summary>
    Ratio,

    /// <summary>A level.</summary>
    Gauge,

    /// <summary>Used share of something finite.</summary>
    Saturation,

    /// <summary>There or not.</summary>
    Availability,

    /// <summary>Judged by a written rule of state and duration.</summary>
    State,
}
