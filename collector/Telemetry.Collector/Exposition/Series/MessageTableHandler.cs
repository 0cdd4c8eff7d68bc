using System.Text;
using Telemetry.Collector.Exposition.Protobuf;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>Carries one protobuf page into a <see cref="SeriesTable"/>; lives as long as the reading of the page.</summary>
internal struct MessageTableHandler(SeriesTable table, FamilyTable families) : IMetricMessageHandler
{
    private LabeledMetric _previous = table.FirstMessage;
    private MetricFamily? _family;
    private FamilyType _type;

    /// <summary>Counts and examples.</summary>
    public PageReading Reading { get; } = new();

    /// <inheritdoc/>
    public readonly ReadOnlySpan<byte> ExpectedLabels =>
        _previous.Message!.Next is { } next && next.Family == _family ? next.Message!.Labels : [];

    /// <inheritdoc/>
    public void Family(in FamilyHead head)
    {
        _type = head.Type;
        _family = families.GetOrAdd(head.Name, isEscaped: false);
        if (_family is null) return;
        Reading.TypesChanged |= _family.TrySetType(head.Type, table.Generation);
        if (head.Help.Length > 0 && _family.Help is null) _family.Help = Encoding.UTF8.GetString(head.Help);
        if (head.Unit.Length > 0 && _family.Unit is null) _family.Unit = Encoding.UTF8.GetString(head.Unit);
    }

    /// <inheritdoc/>
    public BadLineReason Metric(in MetricMessage message)
    {
        if (!MessageSamples.TryCount(message, _type, out var samples)) return BadLineReason.InvalidMessage;
        if (_family is not { IsWanted: true } family)
        {
            if (_family is null) Reading.Refuse(RefusalReason.SeriesLimit, samples);
            else Reading.PassOver(_family, samples);
            return BadLineReason.None;
        }

        var fault = BadLineReason.None;
        var metric = Guess(message, family) ?? family.FindMessage(message.Labels) ?? table.AddMessage(message.Labels, family, samples, Reading, out fault);
        if (metric is null) return fault;
        if (_previous.Message!.Next != metric)
        {
            Reading.Unpredicted += samples;
            metric.Message!.Next ??= _previous.Message.Next;
            _previous.Message.Next = metric;
        }

        _previous = metric;
        family.SampledIn = table.Generation;
        return new MessageValues(table, metric, Reading, message.TimestampMs).Take(message, _type);
    }

    /// <inheritdoc/>
    public readonly void BadMessage(BadLineReason reason, ReadOnlySpan<byte> family, int message) =>
        Reading.AddBadLine(reason, family, message);

    private readonly LabeledMetric? Guess(in MetricMessage message, MetricFamily family) =>
        _previous.Message!.Next is { } next && next.Family == family && !next.Message!.IsDropped && message.Labels.SequenceEqual(next.Message.Labels)
            ? next
            : null;
}
