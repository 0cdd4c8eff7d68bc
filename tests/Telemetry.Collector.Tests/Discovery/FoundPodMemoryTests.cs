using System.Globalization;
using System.Text.Json;
using Telemetry.Collector.Discovery;
using Telemetry.Collector.Tests.ClusterState;
using Xunit;

namespace Telemetry.Collector.Tests.Discovery;

/// <summary>Bytes of a pod that discovery keeps.</summary>
[Collection(nameof(AloneCollection))]
public sealed class FoundPodMemoryTests
{
    [Fact]
    public void Pods_InTheirThousands_CostLessThanAKilobyteEach()
    {
        const int Pods = 10_000;
        var template = RecordedTraffic.FirstOf("list real pods").GetRawText();
        var kept = new List<FoundPod>(Pods);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Pods; i++)
        {
            var text = template.Replace("4bvqq", i.ToString("00000", CultureInfo.InvariantCulture), StringComparison.Ordinal);
            kept.Add(FoundPod.Of(JsonElement.Parse(text)));
        }
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / Pods;

        Assert.Equal(Pods, kept.Count);
        Assert.InRange(bytes, 1, 1000);
    }
}
