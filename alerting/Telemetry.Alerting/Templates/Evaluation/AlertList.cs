using Telemetry.Alerting.Grouping;

namespace Telemetry.Alerting.Templates.Evaluation;

/// <summary>The alerts of a message.</summary>
internal sealed class AlertList(IReadOnlyList<NotifiedAlert> alerts) : TemplateList([.. alerts.Select(alert => new AlertObject(alert))])
{
    /// <inheritdoc/>
    public override object? Get(string name, IReadOnlyList<object?> arguments) => name switch
    {
        "Firing" => Plain(With("firing"), name, arguments),
        "Resolved" => Plain(With("resolved"), name, arguments),
        _ => throw Unknown(name, "the list of alerts"),
    };

    // In Go these are plain lists, without the two methods; more is harmless.
    private AlertList With(string status) => new(alerts.Where(alert => alert.Status == status).ToArray());
}
