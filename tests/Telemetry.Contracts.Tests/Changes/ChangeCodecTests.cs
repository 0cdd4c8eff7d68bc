using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Tests.Wire;
using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Contracts.Tests.Changes;

public sealed class ChangeCodecTests
{
    private readonly ProtoWriter _writer = new();

    private static ChangeRecord Sample { get; } = new()
    {
        ChangeId = "c-0123456789abcdef",
        Cluster = "prod",
        At = DateTimeOffset.FromUnixTimeMilliseconds(1_795_221_691_332),
        Kind = "Deployment",
        Namespace = "kube-system",
        Name = "coredns",
        What = ChangeSubjects.Image,
        From = "coredns=registry.k8s.io/coredns:v1.12.0",
        To = "coredns=registry.k8s.io/coredns:v1.12.1",
        By = "kubectl",
        MadeAt = DateTimeOffset.FromUnixTimeMilliseconds(1_795_221_691_000),
        Component = "coredns",
        Detail = "generation 2 → 3",
    };

    [Fact]
    public void Change_Encoded_ReadsAsWritten() => AssertReadsAs(Sample, Encoded(Sample));

    [Fact]
    public void Change_OfWhichLittleIsKnown_ReadsAsWritten()
    {
        var bare = new ChangeRecord { ChangeId = "c-1", Cluster = "", At = DateTimeOffset.UnixEpoch, Kind = "Node", What = ChangeSubjects.Added };
        AssertReadsAs(bare, Encoded(bare));
    }

    [Fact]
    public void Change_WithUnknownFields_ReadsAsWithout() => AssertReadsAs(Sample, Mutations.WithUnknownFields(Encoded(Sample)));

    [Fact]
    public void Change_WithoutItsId_IsRefused()
    {
        Assert.Null(ChangeCodec.Decode(Encoded(Sample with { ChangeId = "" }), out var failure));
        Assert.Equal(WireError.MissingField, failure.Error);
    }

    [Fact]
    public void Change_DamagedAnyhow_GivesARecordOrAReason()
    {
        var bytes = Encoded(Sample);
        foreach (var damaged in Mutations.Truncated(bytes).Concat(Mutations.Flipped(bytes, seed: 9, count: 5000)))
        {
            var record = ChangeCodec.Decode(damaged, out var failure);
            Assert.Equal(record is null, failure.Failed);
        }
    }

    private byte[] Encoded(ChangeRecord change) => ChangeCodec.Encode(_writer, change).ToArray();

    private static void AssertReadsAs(ChangeRecord expected, byte[] bytes)
    {
        Assert.Equal(expected, ChangeCodec.Decode(bytes, out var failure));
        Assert.False(failure.Failed);
    }
}
