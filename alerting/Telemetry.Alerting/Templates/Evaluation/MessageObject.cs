using Telemetry.Alerting.Grouping;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>The message itself: the dot that every template of a receiver begins with.</summary>
internal sealed class MessageObject(NotificationData data) : TemplateObject
{
    /// <inheritdoc/>
    public override object? Get(string name, IReadOnlyList<object?> arguments) => Plain(
        name switch
        {
            "Receiver" => data.Receiver,
            "Status" => data.Status,
            "Alerts" => new AlertList(data.Alerts),
            "GroupLabels" => new LabelMap(data.GroupLabels),
            "CommonLabels" => new LabelMap(data.CommonLabels),
            "CommonAnnotations" => new LabelMap(data.CommonAnnotations),
            "ExternalURL" => data.ExternalUrl,
            _ => throw Unknown(name, "the message"),
        },
        name,
        arguments);

    /// <inheritdoc/>
    public override string Print()
    {
        var fields = new[] { "Receiver", "Status", "Alerts", "GroupLabels", "CommonLabels", "CommonAnnotations", "ExternalURL" };
        return $"{{{string.Join(' ', fields.Select(field => ValuePrinter.Print(Get(field, []))))}}}";
    }
}
