using System.Text;
using Telemetry.Catalog;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Detector.Tests.Soak;

/// <summary>One family of a healthy part.</summary>
internal abstract class QuietFamily(SignalDefinition signal)
{
    protected SignalDefinition Signal { get; } = signal;

    public abstract void Advance(in QuietInterval interval, Noise noise);

    /// <summary>The part restarts: its counters begin again.</summary>
    public abstract void Restart();

    /// <summary>A new version is rolled out: the part restarts, a little slower or faster than it was, and some of its series have new names.</summary>
    /// <param name="version">The new version.</param>
    /// <param name="noise">Where chance comes from.</param>
    public virtual void Deploy(int version, Noise noise) => Restart();

    public abstract void Write(MetricsRecordWriter writer);

    public static QuietFamily? Of(SignalDefinition signal, Noise noise) => signal.Kind switch
    {
        // What a written rule judges is simply well here.
        _ when signal.State is not null => null,
        SignalKind.Latency => new QuietLatency(signal, noise),
        SignalKind.Rate or SignalKind.Ratio => new QuietCounter(signal, noise),
        SignalKind.Gauge => new QuietLevel(signal, noise),
        _ => null,
    };

    protected ReadOnlySpan<byte> Name => Encoding.UTF8.GetBytes(Signal.Families[0].Name);

    /// <summary>Whether the signal tells several series of the family apart.</summary>
    protected bool HasChildren => Signal.StratifyBy.Any(label => ValuesOf(label) is not { Count: 1 });

    // The labels that make the signal read the series, and for each that tells children apart the child's own value, or its name.
    protected PointAttributes Labels(PointShape shape, int child, string name, IEnumerable<LabelFilter> also)
    {
        var builder = new PointAttributesBuilder();
        builder.Begin(shape);
        foreach (var filter in Signal.Where.Concat(also))
            builder.Add(filter.Label, filter.Values[Signal.StratifyBy.Contains(filter.Label) ? child % filter.Values.Count : 0].TrimEnd('*'));
        foreach (var label in Signal.StratifyBy.Except(Signal.Where.Concat(also).Select(filter => filter.Label))) builder.Add(label, name);
        return builder.Build();
    }

    private IReadOnlyList<string>? ValuesOf(string label) => Signal.Where.FirstOrDefault(filter => filter.Label == label)?.Values;
}
