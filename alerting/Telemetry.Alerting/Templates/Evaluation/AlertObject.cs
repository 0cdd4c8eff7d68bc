using Telemetry.Alerting.Grouping;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>One alert of a message.</summary>
internal sealed class AlertObject(NotifiedAlert alert) : TemplateObject
{
    /// <inheritdoc/>
    public override object? Get(string name, IReadOnlyList<object?> arguments) => Plain(
        name switch
        {
            "Status" => alert.Status,
            "Labels" => new LabelMap(alert.Labels),
            "Annotations" => new LabelMap(alert.Annotations),
            "StartsAt" => new TimeObject(alert.StartsAt),
            "EndsAt" => new TimeObject(alert.EndsAt),
            "GeneratorURL" => alert.GeneratorUrl,
            "Fingerprint" => alert.Fingerprint,
            _ => throw Unknown(name, "an alert"),
        },
        name,
        arguments);

    /// <inheritdoc/>
    public override string Print()
    {
        var fields = new[] { "Status", "Labels", "Annotations", "StartsAt", "EndsAt", "GeneratorURL", "Fingerprint" };
        return $"{{{string.Join(' ', fields.Select(field => ValuePrinter.Print(Get(field, []))))}}}";
    }
}
