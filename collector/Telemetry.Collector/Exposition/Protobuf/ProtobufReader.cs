using System.Text.Unicode;
using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>
/// Reads a page of delimited <c>io.prometheus.client.MetricFamily</c> messages. A metric that cannot be read costs that metric, a family's
/// head that family; a page that ends early keeps every metric that came whole. Allocates nothing.
/// </summary>
internal static class ProtobufReader
{
    /// <summary>Reads the page.</summary>
    public static void Read<THandler>(ReadOnlySpan<byte> body, ref THandler handler)
        where THandler : IMetricMessageHandler, allows ref struct
    {
        var messages = new DelimitedMessages(body);
        while (messages.MoveNext())
        {
            ReadFamily(messages.Current, messages.Number, messages.Fault == BadLineReason.None, ref handler);
            if (messages.Fault != BadLineReason.None) handler.BadMessage(messages.Fault, [], messages.Number);
        }
    }

    private static void ReadFamily<THandler>(
        ReadOnlySpan<byte> family, int number, bool isWhole, ref THandler handler)
        where THandler : IMetricMessageHandler, allows ref struct
    {
        var failure = FamilyHead.Read(family, out var head);
        var fault = failure.Failed && isWhole ? BadLineReason.InvalidMessage : FaultOf(head);
        // A cut message fails at the cut: what stands before it counts, once it is known what it is.
        if (fault == BadLineReason.None && (isWhole || head.HasType))
        {
            handler.Family(head);
            ReadMetrics(family, head.Name, number, ref handler);
        }
        else if (isWhole)
        {
            handler.BadMessage(fault, head.Name, number);
        }
    }

    private static void ReadMetrics<THandler>(ReadOnlySpan<byte> family, ReadOnlySpan<byte> name, int number, ref THandler handler)
        where THandler : IMetricMessageHandler, allows ref struct
    {
        var reader = new ProtoReader(family);
        while (reader.NextField())
        {
            if (reader.Field != ClientModel.Family.Metric)
            {
                reader.Skip();
                continue;
            }

            var message = reader.ReadBytes();
            if (reader.Failure.Failed) return;
            var failure = MetricMessage.Read(message, handler.ExpectedLabels, out var metric);
            var fault = failure.Failed ? BadLineReason.InvalidMessage : handler.Metric(metric);
            if (fault != BadLineReason.None) handler.BadMessage(fault, name, number);
        }
    }

    private static BadLineReason FaultOf(in FamilyHead head)
    {
        if (head.Name.IsEmpty) return BadLineReason.MissingName;
        return Utf8.IsValid(head.Name) ? BadLineReason.None : BadLineReason.InvalidUtf8;
    }
}
