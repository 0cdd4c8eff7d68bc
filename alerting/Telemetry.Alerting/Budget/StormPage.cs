using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Budget;

/// <summary>The message that stands for a storm: one alert whose annotations list what it stands for, critical first.</summary>
internal static class StormPage
{
    /// <summary>Value of <c>alertname</c>.</summary>
    public const string AlertName = "TelemetryPageStorm";

    /// <summary>Longest line of the list.</summary>
    public const int MaxLine = 200;

    // Well inside PagerDuty's 512,000 bytes; what does not fit stands in the inbox.
    private const int MaxListCharacters = 300_000;

    /// <summary>The notice.</summary>
    public static GroupNotice Of(Storm storm, bool isOver, string externalUrl)
    {
        var labels = LabelSet.Of([new("alertname", AlertName), new("receiver", storm.ReceiverName), new("severity", "critical")]);
        var annotations = AnnotationsOf(storm, externalUrl);
        var status = isOver ? "resolved" : "firing";
        var key = KeyOf(storm);
        var alert = new NotifiedAlert(status, labels, annotations, storm.OpenedAt, isOver ? storm.ToldAt : default, externalUrl, labels.Fingerprint.ToString());
        return new GroupNotice
        {
            GroupKey = key,
            OpenedAt = storm.OpenedAt,
            Sequence = storm.Sequence,
            ReceiverName = storm.ReceiverName,
            SendsResolved = storm.SendsResolved,
            Action = isOver ? NotificationAction.Resolve : NotificationAction.Trigger,
            Reason = isOver ? NoticeReason.Resolved : storm.Sequence == 1 ? NoticeReason.First : NoticeReason.NewAlerts,
            GroupLabels = labels,
            Stages = GroupStages.Escalation,
            Data = new NotificationData
            {
                Receiver = storm.ReceiverName,
                Status = status,
                Alerts = [alert],
                GroupLabels = labels,
                CommonLabels = labels,
                CommonAnnotations = annotations,
                ExternalUrl = externalUrl,
                GroupKey = key,
            },
        };
    }

    private static SortedDictionary<string, string> AnnotationsOf(Storm storm, string externalUrl)
    {
        var members = storm.Members.Values.OrderByDescending(member => member.IsOpen).ThenByDescending(member => member.IsCritical).ThenBy(member => member.Title, StringComparer.Ordinal).ToArray();
        var critical = members.Count(member => member.IsCritical);
        var annotations = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["summary"] = string.Create(CultureInfo.InvariantCulture, $"Page storm: {members.Length} groups of alerts ({critical} critical), {storm.Open} go on. First: {members[0].Title}"),
            ["description"] = ListOf(members),
        };
        if (externalUrl.Length > 0) annotations["runbook_url"] = $"{externalUrl}{IncidentLinks.RunbookPath}/page-storm";
        return annotations;
    }

    private static string ListOf(IReadOnlyList<StormMember> members)
    {
        var list = new StringBuilder();
        foreach (var member in members)
        {
            var line = $"{(member.IsOpen ? "" : "over: ")}{(member.IsCritical ? "critical " : "")}{member.Title}\n";
            if (list.Length + line.Length > MaxListCharacters) break;
            list.Append(line);
        }

        return list.ToString();
    }

    private static string KeyOf(Storm storm)
    {
        var identity = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"storm\n{storm.ReceiverName}\n{storm.SendsResolved}\n{storm.OpenedAt.UtcTicks}"));
        return "tel1-" + Convert.ToHexStringLower(SHA256.HashData(identity));
    }
}
