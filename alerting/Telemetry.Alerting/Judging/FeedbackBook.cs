using System.Collections.Concurrent;
using Telemetry.Contracts.Feedback;

namespace Telemetry.Alerting.Judging;

/// <summary>What was said last of each incident, for the pages. At most <see cref="Capacity"/>; over it those said longest ago go.</summary>
internal sealed class FeedbackBook
{
    /// <summary>Most incidents.</summary>
    public const int Capacity = 1_000;

    private readonly ConcurrentDictionary<(string Cluster, string Incident), FeedbackRecord> _said = new();

    /// <summary>What was said last of an incident; null where nothing was, or it was taken back.</summary>
    public FeedbackRecord? Find(string cluster, string incident) =>
        _said.TryGetValue((cluster, incident), out var feedback) && feedback.Verdict != FeedbackVerdict.Withdrawn ? feedback : null;

    /// <summary>Takes a record.</summary>
    public void Take(FeedbackRecord feedback)
    {
        _said.AddOrUpdate((feedback.Cluster, feedback.IncidentId), feedback, (_, before) => feedback.At >= before.At ? feedback : before);
        if (_said.Count > Capacity) _said.TryRemove(_said.MinBy(said => said.Value.At).Key, out _);
    }
}
