using Telemetry.Series.Api;
using Telemetry.Series.Intake;
using Telemetry.Series.Matching;
using Telemetry.Series.Queries;
using Telemetry.Series.Queries.Evaluation;
using Telemetry.Series.Queries.Syntax;
using Telemetry.Series.Window;
using Telemetry.Testing;

namespace Telemetry.Series.Tests;

/// <summary>A window with its clock at <see cref="T0"/>, and short ways to fill and ask it.</summary>
internal sealed class Fixture : IDisposable
{
    public const long T0 = 1_795_195_980_000;

    public Fixture(QueryOptions? options = null)
    {
        Options = options ?? new();
        Metrics = new(Meters.Create());
        Window = new(Options, Metrics, Clock);
        Ledger = new(Window, Metrics);
    }

    public QueryOptions Options { get; }

    public FixedClock Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(T0));

    public QueryMetrics Metrics { get; }

    public SeriesWindow Window { get; }

    public IncidentLedger Ledger { get; }

    public SeriesWriter Writer(string name, params (string Name, string Value)[] labels) => new(Window, Metrics, Labels(name, labels));

    public static LabelSet Labels(string? name, params (string Name, string Value)[] labels) =>
        LabelSet.Of(name, [.. labels.Select(label => new Label(label.Name, label.Value))]);

    public QueryValue Evaluate(string query, StepRange steps) =>
        new Evaluator(Window, Options, steps, CancellationToken.None).Evaluate(Parser.Parse(query));

    public QueryValue Evaluate(string query, long timeMs = T0) => Evaluate(query, StepRange.Instant(timeMs));

    /// <summary>An instant query's result as lines <c>name{labels} value</c>, sorted.</summary>
    public string[] Lines(string query, long timeMs = T0) => [.. ((VectorValue)Evaluate(query, timeMs)).Series
        .Where(series => !StaleMarker.Is(series.Values[0])).OrderBy(series => series.Labels)
        .Select(series => $"{series.Labels} {SampleText.Value(series.Values[0])}")];

    public void Dispose()
    {
        Window.Dispose();
        Metrics.Dispose();
    }
}
