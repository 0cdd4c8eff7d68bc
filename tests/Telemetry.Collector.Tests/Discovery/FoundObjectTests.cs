using System.Text.Json;
using Telemetry.Collector.Discovery;
using Xunit;

namespace Telemetry.Collector.Tests.Discovery;

public sealed class FoundObjectTests
{
    [Fact]
    public void Pod_AsRecorded_IsReadWhole()
    {
        var pod = FoundPod.Of(RecordedTraffic.FirstOf("list real pods"));

        Assert.Equal(("app-6c8cb8bc59-4bvqq", "default", "198.51.100.40", "node-1", true), (pod.Name, pod.Namespace, pod.Address, pod.Node, pod.IsRunning));
        Assert.Empty(pod.Annotations);
    }

    [Fact]
    public void Node_AsRecorded_HasNoKubeletWhereItIsSimulated() =>
        Assert.Equal(new FoundNode("fake-0", "192.0.2.2", 0), FoundNode.Of(RecordedTraffic.FirstOf("list nodes, first page")));

    [Fact]
    public void Slice_AsRecorded_HasItsEndpointsAndPorts()
    {
        var slice = FoundSlice.Of(RecordedTraffic.FirstOf("endpointslices of a service"));

        Assert.Equal(8, slice.Endpoints.Count);
        Assert.Equal(new FoundEndpoint("198.19.1.42", "svc-0-5bffc64699-62vlh", "fake-1"), slice.Endpoints[0]);
        Assert.Equal(8080, Assert.Single(slice.Ports).Number);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":1,"spec":[],"status":"x"}""")]
    [InlineData("""{"metadata":{"name":5},"spec":{"containers":{}},"status":{"podIP":null,"addresses":[1,{"type":2}]},"endpoints":[[]],"ports":[7]}""")]
    public void AnyObject_OfAnotherShape_IsReadAsFarAsItGoes(string json)
    {
        var document = JsonElement.Parse(json);

        Assert.False(FoundPod.Of(document).IsRunning);
        Assert.Null(FoundNode.Of(document).Address);
        Assert.Empty(FoundSlice.Of(document).Endpoints);
    }
}
