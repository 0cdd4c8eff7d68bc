using System.Text.Json;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Receivers.Slack;

/// <summary>Renders a notification as a Slack message: incidents as blocks, groups as the attachment that Alertmanager sends.</summary>
internal sealed class SlackMessage(SlackOptions options, TemplateSet templates)
{
    // Slack says nothing of it in writing, but refuses messages with more characters in all blocks ("msg_blocks_too_long").
    private const int MaxBytes = 13_000;

    /// <summary>The message's JSON; over the limit its longest texts are cut first.</summary>
    /// <param name="notification">What is told.</param>
    /// <param name="detail">How much of it.</param>
    /// <param name="writeTarget">Writes where the message goes, after the message's first brace.</param>
    public ReadOnlyMemory<byte> Render(Notification notification, DetailLevel detail, Action<Utf8JsonWriter> writeTarget) => BodyFit.Render(
        MaxBytes, limit => WireJson.Render(json =>
        {
            json.WriteStartObject();
            writeTarget(json);
            switch (notification.Subject)
            {
                case IncidentSubject incident: SlackBlocks.Write(json, notification, incident, detail, limit); break;
                case GroupSubject group: new SlackAttachment(options, new GroupTexts(templates, group.Data)).Write(json, detail, limit); break;
            }

            json.WriteEndObject();
        }));
}
