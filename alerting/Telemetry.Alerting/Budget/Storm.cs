namespace Telemetry.Alerting.Budget;

/// <summary>One storm at one receiver: from the page that stands for many to the end of the last of them. Immutable.</summary>
internal sealed record Storm
{
    /// <summary>Most groups that one page stands for; those beyond are told of one by one.</summary>
    public const int MaxMembers = 10_000;

    /// <summary>Name of the receiver.</summary>
    public required string ReceiverName { get; init; }

    /// <summary>Whether it speaks to the receiver's integrations that are told of ends.</summary>
    public required bool SendsResolved { get; init; }

    /// <summary>When its page was first due.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Groups in it, by key.</summary>
    public required IReadOnlyDictionary<string, StormMember> Members { get; init; }

    /// <summary>Messages told so far.</summary>
    public long Sequence { get; init; }

    /// <summary>When the newest message was told.</summary>
    public DateTimeOffset ToldAt { get; init; }

    /// <summary>When a group joined last.</summary>
    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>Whether anything has changed that its page does not say.</summary>
    public bool HasNews { get; init; }

    /// <summary>Members that go on.</summary>
    public int Open => Members.Values.Count(member => member.IsOpen);
}
