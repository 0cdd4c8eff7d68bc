using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Outbox;

/// <summary>
/// What a message says, as bytes: thousands of open alerts are kept so, and only what is being sent is spelled out. Immutable.
/// </summary>
/// <param name="Kind">What the bytes are.</param>
/// <param name="Announced">An incident's announcing record; empty for a group.</param>
/// <param name="Current">The record, or the group's data, to speak from.</param>
internal sealed record RowSubject(SubjectKind Kind, ReadOnlyMemory<byte> Announced, ReadOnlyMemory<byte> Current)
{
    // Most messages are sent once and at once: the first reader is given what was just written down.
    private NotificationSubject? _fresh;

    /// <summary>An incident, spoken of from the record that announced it.</summary>
    public static RowSubject Of(IncidentRecord announced)
    {
        var bytes = Encode(announced);
        return new(SubjectKind.Incident, bytes, bytes);
    }

    /// <summary>A group.</summary>
    public static RowSubject Of(NotificationData data) => new(SubjectKind.Group, default, NotificationDataCodec.Encode(data)) { _fresh = new GroupSubject(data) };

    /// <summary>The same incident, spoken of from a newer record.</summary>
    public RowSubject Now(IncidentRecord current) => this with { Current = Encode(current) };

    /// <summary>Whether the bytes can be read.</summary>
    public WireFailure Check()
    {
        WireFailure failure;
        if (Kind == SubjectKind.Group)
        {
            NotificationDataCodec.Decode(Current.Span, out failure);
            return failure;
        }

        IncidentCodec.Decode(Announced.Span, out failure);
        if (!failure.Failed) IncidentCodec.Decode(Current.Span, out failure);
        return failure;
    }

    /// <summary>Spells it out.</summary>
    public NotificationSubject Read() => Interlocked.Exchange(ref _fresh, null) ?? Decode();

    private NotificationSubject Decode() => Kind == SubjectKind.Group
        ? new GroupSubject(NotificationDataCodec.Decode(Current.Span, out var failure) ?? throw Unreadable(failure))
        : new IncidentSubject(Decode(Announced), Decode(Current));

    private static ReadOnlyMemory<byte> Encode(IncidentRecord record) => IncidentCodec.Encode(new ProtoWriter(), record).ToArray();

    private static IncidentRecord Decode(ReadOnlyMemory<byte> bytes) =>
        IncidentCodec.Decode(bytes.Span, out var failure) ?? throw Unreadable(failure);

    private static InvalidOperationException Unreadable(WireFailure failure) =>
        new($"A message that was checked when it was read cannot be read: {failure}.");
}
