using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Catalog;
using Telemetry.Collector.Recordings;
using Telemetry.Contracts;
using Telemetry.Contracts.Signals;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Detector.Observing;
using Telemetry.Testing;
using Telemetry.Transport;
using Xunit;

namespace Telemetry.Detector.Tests.Replay;

/// <summary>The cluster's state of the demo recording as the detector tells it on: what the query API shows.</summary>
public sealed class ClusterSignalsTests : IDisposable
{
    private readonly MemoryTransport _transport = new();
    private readonly System.Diagnostics.Metrics.IMeterFactory _meters = Meters.Create();
    private readonly string _folder = Directory.CreateTempSubdirectory("objects-").FullName;
    private readonly List<SignalRecord> _signals = [];
    private long _offset;

    [Fact]
    public async Task ClusterState_OfTheDemo_HasItsSignalsAndNoneBreaksOut()
    {
        WriteObjectsAlone(Path.Combine(Repository.Root, "tests", "corpus", "demo"));
        await using var observe = new ObserveProcessor(0, SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, _transport, new DetectorMetrics(_meters), NullLogger.Instance);
        _transport.Deliver = async (stream, key, value) =>
        {
            var record = new StreamRecord(stream, 0, _offset++, key, value);
            if (stream == Streams.Metrics) await observe.ProcessAsync(record, CancellationToken.None);
            else if (stream == Streams.Signals) _signals.Add(SignalCodec.Decode(value.Span, out _)!);
        };

        var feed = new RecordingFeed(RecordingReader.Open(_folder), "c", SignalCatalog.BuiltIn, _transport, _meters, TimeProvider.System, NullLoggerFactory.Instance);
        await feed.RunAsync(speed: null, fromMs: 0, fed: null, CancellationToken.None);

        Assert.All(_signals, record => Assert.Equal(new TargetId("c", "cluster-state", "cluster"), record.Target));
        var last = _signals[^1].Points.ToDictionary(point => point.Signal, StringComparer.Ordinal);
        Assert.All((string[])["pods_pending", "pods_waiting", "pods_restarts", "nodes_not_ready", "nodes_pressure", "rollouts_deadline", "autoscalers_at_maximum", "autoscalers_used", "jobs_failed"],
            signal => Assert.Contains(signal, last.Keys));
        // 16 replicas at the end, of 40 that there may be.
        Assert.InRange(last["autoscalers_used"].Value, 0.2, 0.4);
        Assert.Equal("scheduler", last["pods_pending"].Component);
        // The rollout of the rolling restart was under way for a moment.
        Assert.Contains(_signals, record => record.Points.Any(point => point.Signal == "rollouts_deadline" && point.Value > 0));
        // Nodes were well all along.
        Assert.All(_signals.SelectMany(record => record.Points).Where(point => point.Signal is "nodes_not_ready" or "nodes_pressure"), point => Assert.InRange(point.Score, 0, 1));
    }

    public void Dispose()
    {
        _meters.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void WriteObjectsAlone(string source)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(source, "manifest.json")))!.AsObject();
        manifest["targets"] = new JsonArray();
        foreach (var resource in manifest["objects"]!.AsArray())
        {
            var file = resource!["file"]!.GetValue<string>();
            File.Copy(Path.Combine(source, file), Path.Combine(_folder, file));
        }

        File.WriteAllText(Path.Combine(_folder, "manifest.json"), manifest.ToJsonString());
    }
}
