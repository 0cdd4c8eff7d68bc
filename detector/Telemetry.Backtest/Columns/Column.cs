using Telemetry.Detection.Correlation;

namespace Telemetry.Backtest.Columns;

/// <summary>What a series means: by the written rule of <c>docs/backtest.md</c>, the same for every file.</summary>
internal sealed class Column
{
    private const double FailureLimit = 0.01;

    // A part of which nobody but its callers tells.
    private const string RemoteSuffix = "_remote";

    private Column(string series, ColumnKind kind, string component, string observer)
    {
        Series = series;
        Kind = kind;
        Component = component;
        Observer = observer;
        Traits = TraitsOf(series, kind, observer != component || component.EndsWith(RemoteSuffix, StringComparison.Ordinal), $"{kind}@{observer}");
    }

    /// <summary>Name of the series; also the id of its signal.</summary>
    public string Series { get; }

    public ColumnKind Kind { get; }

    /// <summary>Component that it speaks about; of an edge the one that is called.</summary>
    public string Component { get; }

    /// <summary>Component that it was measured at; of an edge the caller.</summary>
    public string Observer { get; }

    /// <summary>Component that calls the one that it speaks about; empty but for an edge.</summary>
    public string Caller => Observer == Component ? "" : Observer;

    /// <summary>Whether a fall is as telling as a rise. A latency that falls, or fewer failures, are no trouble.</summary>
    public bool TellsBothWays => Kind is not (ColumnKind.Latency or ColumnKind.Success or ColumnKind.Failure);

    /// <summary>Whether it stays at nothing while all is well.</summary>
    public bool RestsAtNone => Kind is ColumnKind.Success or ColumnKind.Failure;

    /// <summary>What correlation needs to know of it.</summary>
    public SignalTraits Traits { get; }

    /// <summary>The columns of a table, in its order.</summary>
    public static IReadOnlyList<Column> Of(IReadOnlyList<string> series)
    {
        var components = series.Where(name => !CallEdge.IsEdge(name)).Select(ComponentName.Of).ToHashSet(StringComparer.Ordinal);
        return [.. series.Select(name => Of(name, components))];
    }

    private static Column Of(string name, IReadOnlySet<string> components)
    {
        if (CallEdge.IsEdge(name))
        {
            var edge = CallEdge.Of(name, components);
            return new Column(name, ColumnKind.Latency, edge.Callee, edge.Caller);
        }

        var component = ComponentName.Of(name);
        return new Column(name, ColumnWords.KindOf(MeasureOf(name)), component, component);
    }

    // What it is besides whose it is.
    private static string MeasureOf(string name) => name[(name.IndexOf('|', StringComparison.Ordinal) + 1)..];

    private static SignalTraits TraitsOf(string series, ColumnKind kind, bool isSeenByCaller, string group) => new()
    {
        Id = series,
        Title = MeasureOf(series),
        Unit = kind is ColumnKind.Latency ? "s" : kind is ColumnKind.Success or ColumnKind.Failure ? "1" : "",
        Cause = kind switch
        {
            ColumnKind.Cpu => "cpu",
            ColumnKind.Memory => "memory",
            ColumnKind.Device => "disk",
            ColumnKind.Rate => "load",
            ColumnKind.Success or ColumnKind.Failure => "errors",
            _ => "",
        },
        Limit = kind is ColumnKind.Success or ColumnKind.Failure ? FailureLimit : double.NaN,
        Shape = kind switch
        {
            ColumnKind.Latency => SignalShape.Latency,
            ColumnKind.Success or ColumnKind.Failure => SignalShape.Ratio,
            ColumnKind.Rate => SignalShape.Rate,
            _ => SignalShape.Gauge,
        },
        // A column that names no component stands for itself: whoever gives it wants to hear of it.
        IsUserFacing = kind is ColumnKind.Latency or ColumnKind.Success or ColumnKind.Failure or ColumnKind.Level || !series.Contains('|', StringComparison.Ordinal),
        IsContext = (kind is ColumnKind.Rate or ColumnKind.Cpu or ColumnKind.Memory or ColumnKind.Device) && series.Contains('|', StringComparison.Ordinal),
        IsSeenByCaller = isSeenByCaller,
        Group = group,
        IsLearned = true,
    };
}
