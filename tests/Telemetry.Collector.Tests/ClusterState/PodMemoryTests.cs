using System.Globalization;
using Telemetry.Kubernetes.Watching;
using Xunit;

namespace Telemetry.Collector.Tests.ClusterState;

/// <summary>Bytes of a pod, as ADR 66 writes them.</summary>
[Collection(nameof(AloneCollection))]
public sealed class PodMemoryTests : IDisposable
{
    private const int Pods = 20_000;
    private const int MaxBytes = 600;

    private readonly ClusterScript _script = new();

    [Fact]
    public void Pods_Held_TakeUnderSixHundredBytesEach()
    {
        Add(Enumerable.Range(0, Pods));
        var before = Held();
        Add(Enumerable.Range(Pods, Pods));

        Assert.InRange((Held() - before) / (double)Pods, 100, MaxBytes);
    }

    public void Dispose() => _script.Dispose();

    private void Add(IEnumerable<int> numbers)
    {
        foreach (var number in numbers) _script.Tell("pods", ResourceChange.Added, Pod(number));
    }

    private static string Pod(int number) => $$$"""
        {"metadata":{"name":"workload-7d9f8c6b5d-{{{number.ToString("x5", CultureInfo.InvariantCulture)}}}","namespace":"team-payments","uid":"0baf8aca-1227-4a72-b04e-ce6719{{{number:x6}}}","creationTimestamp":"2026-11-21T00:00:00Z"},
         "spec":{"nodeName":"node-{{{number % 5000}}}"},
         "status":{"phase":"Running","conditions":[{"type":"PodScheduled","status":"True"},{"type":"Ready","status":"True"}],"containerStatuses":[
          {"name":"main","restartCount":0,"state":{"running":{}},"lastState":{} },{"name":"sidecar","restartCount":0,"state":{"running":{}},"lastState":{} }]}}
        """;

    private static long Held()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

/// <summary>Tests that measure, and so run while no other does.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
