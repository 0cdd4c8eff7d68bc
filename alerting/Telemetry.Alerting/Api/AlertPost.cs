using System.Text.Json;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Api;

/// <summary>The body of <c>POST /api/v2/alerts</c>: which alerts it holds, and what is wrong with the others.</summary>
/// <param name="Alerts">Those that are taken.</param>
/// <param name="Refusals">Why others are not, one text each.</param>
internal sealed record AlertPost(IReadOnlyList<PostedAlert> Alerts, IReadOnlyList<string> Refusals)
{
    private const string What = "alerts";

    /// <summary>Reads a body.</summary>
    /// <param name="bytes">The body.</param>
    /// <param name="now">Time of receipt.</param>
    /// <param name="resolveTimeout">When an alert without an end counts as over.</param>
    /// <exception cref="ApiFault">Nothing of it is taken.</exception>
    public static AlertPost Read(ReadOnlySpan<byte> bytes, DateTimeOffset now, TimeSpan resolveTimeout)
    {
        using var json = JsonBody.Read(bytes, What);
        if (json.RootElement.ValueKind == JsonValueKind.Null) return new([], []);
        if (json.RootElement.ValueKind != JsonValueKind.Array) throw JsonBody.Mismatch(json.RootElement, null, "models.PostableAlerts", What);

        // The types of all come before the contents of any.
        var drafts = json.RootElement.EnumerateArray().Select(AlertDraft.Read).ToList();
        for (var i = 0; i < drafts.Count; i++) drafts[i].Check(i);
        var alerts = new List<PostedAlert>(drafts.Count);
        var refusals = new List<string>();
        foreach (var alert in drafts.Select(draft => draft.Complete(now, resolveTimeout)))
        {
            if (RefusalOf(alert) is { } refusal) refusals.Add(refusal);
            else alerts.Add(alert);
        }

        return new(alerts, refusals);
    }

    private static string? RefusalOf(PostedAlert alert)
    {
        if (alert.EndsAt < alert.StartsAt) return "start time must be before end time";
        if (alert.Labels.Keys.FirstOrDefault(name => !LabelName.IsValid(name)) is { } label) return $"invalid label set: invalid name {GoText.Quote(label)}";
        if (alert.Labels.Count == 0) return "at least one label pair required";
        return alert.Annotations.Keys.FirstOrDefault(name => !LabelName.IsValid(name)) is { } annotation
            ? $"invalid annotations: invalid name {GoText.Quote(annotation)}"
            : null;
    }
}
