using System.Text.Json;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Alerting.Tests.Episodes;

public sealed class CodecTests
{
    [Fact]
    public void Episode_WrittenAndRead_IsTheSame()
    {
        var episode = Episode.After(null, Incidents.Opened(Severity.Warning), new(DecisionKind.Ticketed, DecisionReason.ReachedWarning));
        episode = Episode.After(episode, Incidents.Record(2, Severity.Critical), new(DecisionKind.Paged, DecisionReason.ReachedCritical));
        episode = Episode.After(episode, Incidents.Resolved(3), new(DecisionKind.Resolved, DecisionReason.Ended));
        var read = EpisodeCodec.Decode(EpisodeCodec.Encode(episode).Span, out var failure);
        Assert.False(failure.Failed, failure.ToString());
        Assert.Equal(JsonSerializer.Serialize(episode), JsonSerializer.Serialize(read));
    }

    [Fact]
    public void Row_WrittenAndRead_IsTheSame()
    {
        var row = Row();
        var read = OutboxRowCodec.Decode(OutboxRowCodec.Encode(row).Span, out var failure);
        Assert.False(failure.Failed, failure.ToString());
        Assert.Equal(JsonSerializer.Serialize(row), JsonSerializer.Serialize(read));
        Assert.Equal(row.Id, read!.Id);
    }

    [Fact]
    public void Entry_OfAnUnknownVersion_IsRefused()
    {
        var newer = EncodeVersion(99);
        Assert.Null(EpisodeCodec.Decode(newer, out var failure));
        Assert.Equal(WireError.UnknownVersion, failure.Error);
        Assert.Null(OutboxRowCodec.Decode(newer, out failure));
        Assert.Equal(WireError.UnknownVersion, failure.Error);
    }

    [Fact]
    public void Entry_DamagedAtRandom_IsReadOrRefusedButNeverThrows()
    {
        var random = new Random(3);
        var episode = EpisodeCodec.Encode(Episode.After(null, Incidents.Opened(Severity.Critical), new(DecisionKind.Paged, DecisionReason.ReachedCritical)));
        var row = OutboxRowCodec.Encode(Row());
        for (var round = 0; round < 2000; round++)
        {
            EpisodeCodec.Decode(Damage(episode.ToArray(), random), out _);
            OutboxRowCodec.Decode(Damage(row.ToArray(), random), out _);
        }

        Assert.Null(EpisodeCodec.Decode(episode.Span[..^1], out var failure));
        Assert.True(failure.Failed);
    }

    [Fact]
    public void History_OfALongEpisode_ForgetsUpdatesAndKeepsAnnouncements()
    {
        var episode = Episode.After(null, Incidents.Opened(Severity.Critical), new(DecisionKind.Paged, DecisionReason.ReachedCritical));
        for (var sequence = 2; sequence < 200; sequence++)
        {
            episode = Episode.After(episode, Incidents.Record(sequence, Severity.Critical), new(DecisionKind.Updated, DecisionReason.AlreadyAnnounced));
        }

        Assert.Equal(Episode.MaxHistory, episode.History.Count);
        Assert.Equal(1, episode.History[0].Sequence);
        Assert.Equal(199, episode.History[^1].Sequence);
        Assert.Equal(DecisionKind.Paged, episode.DecidedAt(1));
    }

    private static OutboxRow Row() => new()
    {
        Episode = EpisodeKey.Of(Incidents.Opened(Severity.Critical)),
        DedupKey = EpisodeKey.Of(Incidents.Opened(Severity.Critical)).ForLevel(AlertLevel.Page),
        Sequence = 2,
        Decision = 3,
        Level = AlertLevel.Page,
        Action = NotificationAction.Resolve,
        Receiver = "pager/pagerduty/0",
        Subject = RowSubject.Of(Incidents.Opened(Severity.Critical)).Now(Incidents.Resolved(3)),
        EnqueuedAt = Incidents.Began,
        WaitingSince = Incidents.Began.AddSeconds(-3),
        Escalates = true,
        AttemptCount = 7,
        Attempts = [new(Incidents.Began, TimeSpan.FromMilliseconds(12), DeliveryOutcome.Rejected, DetailLevel.Brief, "HTTP 400: no")],
        StandsInFor = "hook/webhook/0",
        Status = RowStatus.Dead,
        MayHaveArrived = true,
        Detail = "HTTP 400: no",
    };

    private static byte[] EncodeVersion(int version)
    {
        var writer = new ProtoWriter();
        FormatVersion.Write(writer, version);
        return writer.Written.ToArray();
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        for (var i = 0; i < 3; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes[..random.Next(bytes.Length + 1)];
    }
}
