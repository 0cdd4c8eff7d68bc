using Telemetry.Alerting.Board;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Api;

/// <summary><c>/api/v2/alerts</c> and <c>/api/v2/alerts/groups</c>.</summary>
internal sealed class AlertEndpoints(AlertBoard board, CurrentPlan plan, CommandPublisher publisher, ApiMetrics metrics, TimeProvider time)
{
    /// <summary>The alerts that fire.</summary>
    public Task<ApiAnswer> ListAsync(ApiCall call)
    {
        var filter = AlertFilter.Read(call.Query);
        var alerts = board.Look().Where(alert => filter.Asks(alert) && alert.Routes.Any(route => filter.AsksFor(route.Receiver)));
        return Task.FromResult(ApiAnswer.Json(json =>
        {
            json.WriteStartArray();
            foreach (var alert in alerts) AlertJson.Write(json, alert);
            json.WriteEndArray();
        }));
    }

    /// <summary>The same, as they are grouped for each receiver.</summary>
    public Task<ApiAnswer> ListGroupsAsync(ApiCall call)
    {
        var filter = AlertFilter.Read(call.Query);
        var groups = board.Look().Where(filter.Asks)
            .SelectMany(alert => alert.Routes.Where(route => filter.AsksFor(route.Receiver)).Select(route => (Alert: alert, Route: route, Labels: GroupLabels(route, alert.Alert.Labels))))
            .GroupBy(member => (member.Labels, member.Route))
            .OrderBy(group => group.Key.Labels, LabelOrder.Instance)
            .ThenBy(group => group.Key.Route.Receiver, StringComparer.Ordinal);
        return Task.FromResult(ApiAnswer.Json(json =>
        {
            json.WriteStartArray();
            foreach (var group in groups)
            {
                json.WriteStartObject();
                json.WriteStartArray("alerts");
                foreach (var member in group) AlertJson.Write(json, member.Alert);
                json.WriteEndArray();
                AlertJson.WriteMap(json, "labels", group.Key.Labels);
                json.WritePropertyName("receiver");
                AlertJson.WriteReceiver(json, group.Key.Route.Receiver);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
    }

    /// <summary>Takes alerts: what is good of a post is taken, whatever else is in it.</summary>
    public async Task<ApiAnswer> PostAsync(ApiCall call)
    {
        var post = AlertPost.Read(call.Body.Span, time.GetUtcNow(), plan.Plan.ResolveTimeout);
        if (post.Alerts.Count > 0) await publisher.PublishAsync(call.User, new PostedAlerts(post.Alerts), call.Aborted);
        metrics.Taken(post);
        return post.Refusals.Count == 0 ? ApiAnswer.Done : ApiAnswer.Refused(400, string.Join("; ", post.Refusals));
    }

    private static LabelSet GroupLabels(Route route, LabelSet labels) =>
        route.GroupByAll ? labels : LabelSet.Of(labels.Where(label => route.GroupBy.Contains(label.Key)));
}
