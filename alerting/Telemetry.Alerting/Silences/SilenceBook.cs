using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Silences;

/// <summary>Every silence that is in force, will be, or was not long ago. Not safe for concurrent use.</summary>
internal sealed class SilenceBook
{
    /// <summary>How long an expired silence is still known, as in Alertmanager.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(120);

    /// <summary>Most silences that are known; over that those go that end first, expired ones before all.</summary>
    public const int MaxSilences = 10_000;

    private readonly SortedDictionary<string, (Silence Silence, SilenceFilter Filter)> _silences = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>All silences, ordered by id.</summary>
    public IEnumerable<Silence> All => _silences.Values.Select(entry => entry.Silence);

    /// <summary>The silence of an id; null where it is unknown.</summary>
    public Silence? Find(string id) => _silences.TryGetValue(id, out var entry) ? entry.Silence : null;

    /// <summary>
    /// Takes a silence or another version of one; an older version than the known one changes nothing. Forgets what expired longer
    /// ago than <see cref="Retention"/>, and what is over <see cref="MaxSilences"/>.
    /// </summary>
    public void Put(Silence silence, DateTimeOffset now)
    {
        if (_silences.TryGetValue(silence.Id, out var known) && known.Silence.UpdatedAt > silence.UpdatedAt) return;
        _silences[silence.Id] = (silence, new SilenceFilter(silence.Matchers));
        _changed.Add(silence.Id);
        foreach (var expired in All.Where(other => now - other.EndsAt >= Retention).Select(other => other.Id).ToArray()) Forget(expired);
        if (_silences.Count > MaxSilences) Forget(All.MinBy(other => other.EndsAt)!.Id);
    }

    /// <summary>Ids of the silences that hold the labels back at a time, in their order; none where nothing does.</summary>
    public IEnumerable<string> SilencedBy(LabelSet labels, DateTimeOffset now)
    {
        foreach (var (id, (silence, filter)) in _silences)
        {
            if (silence.IsActiveAt(now) && filter.IsMatch(labels)) yield return id;
        }
    }

    /// <summary>Ids of what was put or forgotten since the last call.</summary>
    public IReadOnlyList<string> TakeChanged()
    {
        var changed = _changed.ToArray();
        _changed.Clear();
        return changed;
    }

    private void Forget(string id)
    {
        _silences.Remove(id);
        _changed.Add(id);
    }
}
