using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Tests.Wire;
using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Contracts.Tests.Alerts;

public sealed class AlertCommandCodecTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch.AddTicks(17_952_216_913_321_234);

    public static TheoryData<string> Bodies { get; } = new(Samples.Keys);

    private static Dictionary<string, AlertCommandBody> Samples => new(StringComparer.Ordinal)
    {
        ["alerts"] = new PostedAlerts([Alert("a"), Alert("b") with { IsTimeout = true, GeneratorUrl = "http://p/graph", Annotations = Labels(("summary", "ünïcode")) }]),
        ["silence"] = new SilencePut(Silence),
        ["acknowledgement"] = new Acknowledgement("tel1-00", "on it", IsWithdrawn: true),
        ["resolve"] = new ManualResolve("tel1-00", "done"),
        ["heartbeat"] = new Heartbeat("detector/prod", At),
        ["replay"] = new Replay("row-7"),
    };

    private static Silence Silence { get; } = new()
    {
        Id = "0b5d1dd7",
        Matchers = [new("alertname", "a.*", IsRegex: true, IsEqual: false), new("job", "etcd", IsRegex: false, IsEqual: true)],
        StartsAt = At,
        EndsAt = At.AddHours(1),
        CreatedBy = "ann",
        Comment = "backup",
        UpdatedAt = At,
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Command_Encoded_ReadsAsWritten(string body)
    {
        var command = new AlertCommand(At, "ann", Samples[body]);
        var bytes = Encoded(command);

        Assert.Equivalent(command, AlertCommandCodec.Decode(bytes, out _), strict: true);
        Assert.Equivalent(command, AlertCommandCodec.Decode(Mutations.WithUnknownFields(bytes), out _), strict: true);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Command_DamagedAnyhow_GivesARecordOrAReason(string body)
    {
        var bytes = Encoded(new AlertCommand(At, "ann", Samples[body]));
        foreach (var damaged in Mutations.Truncated(bytes).Concat(Mutations.Flipped(bytes, seed: 4, count: 500)))
        {
            var command = new AlertCommandAssembler().Take(damaged, out var failure);
            Assert.False(command is not null && failure.Failed);
        }
    }

    [Fact]
    public void Command_WithoutABody_IsRefused()
    {
        var writer = new ProtoWriter();
        FormatVersion.Write(writer, AlertCommandCodec.Version);

        Assert.Null(AlertCommandCodec.Decode(writer.Written.Span, out var failure));
        Assert.Equal(WireError.MissingField, failure.Error);
    }

    private static byte[] Encoded(AlertCommand command) => AlertCommandCodec.Encode(new ProtoWriter(), command).ToArray();

    private static PostedAlert Alert(string name) => new()
    {
        Labels = Labels(("alertname", name), ("cluster", "prod")),
        StartsAt = At,
        EndsAt = At.AddMinutes(5),
        UpdatedAt = At,
    };

    private static LabelSet Labels(params (string Name, string Value)[] labels) =>
        LabelSet.Of(labels.Select(label => KeyValuePair.Create(label.Name, label.Value)));
}
