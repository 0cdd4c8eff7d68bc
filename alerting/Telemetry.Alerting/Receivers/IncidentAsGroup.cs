using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Receivers;

/// <summary>One of our incidents as a group of one alert, for receivers that know Alertmanager's messages only.</summary>
internal static class IncidentAsGroup
{
    private const string Firing = "firing";
    private const string Resolved = "resolved";

    /// <summary>The group.</summary>
    /// <param name="notification">What is told.</param>
    /// <param name="incident">Its incident.</param>
    /// <param name="receiver">Name of the receiver.</param>
    /// <param name="detail">How much of it.</param>
    public static NotificationData Of(Notification notification, IncidentSubject incident, string receiver, DetailLevel detail)
    {
        var labels = LabelSet.Of(AlertLabels.Of(incident.Announced, notification.Level));
        var annotations = IncidentAnnotations.Of(incident, detail);
        var isOver = notification.Action == NotificationAction.Resolve;
        var alert = new NotifiedAlert(
            isOver ? Resolved : Firing, labels, annotations, incident.Announced.Began, isOver ? incident.Current.At : default,
            notification.Link?.AbsoluteUri ?? "", labels.Fingerprint.ToString());
        return new NotificationData
        {
            Receiver = receiver,
            Status = alert.Status,
            Alerts = [alert],
            GroupLabels = labels,
            CommonLabels = labels,
            CommonAnnotations = annotations,
            ExternalUrl = IncidentLinks.ExternalUrlOf(notification.Link),
            GroupKey = notification.DedupKey,
        };
    }
}
