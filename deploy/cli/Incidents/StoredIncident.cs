using Telemetry.Alerting.Explanations;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Cli.Incidents;

/// <summary>The records of one incident, in order.</summary>
internal sealed class StoredIncident
{
    private const int MaxNamed = 10;

    private StoredIncident(IReadOnlyList<IncidentRecord> records) => Records = records;

    /// <summary>Its records, oldest first, at least one.</summary>
    public IReadOnlyList<IncidentRecord> Records { get; }

    /// <summary>The newest.</summary>
    public IncidentRecord Latest => Records[^1];

    /// <summary>The one whose evidence explains it.</summary>
    public IncidentRecord Evidence => Explanation.EvidenceOf(Records);

    /// <summary>Picks an incident out of all records; null, with one line that says what there is, where it is not among them.</summary>
    public static StoredIncident? Find(IReadOnlyList<IncidentRecord> all, string incident, string where, out string refusal)
    {
        var newest = all.LastOrDefault(record => record.IncidentId == incident);
        if (newest is null)
        {
            var known = all.Select(record => record.IncidentId).Distinct(StringComparer.Ordinal).TakeLast(MaxNamed).ToArray();
            refusal = $"No incident {incident} is kept in {where}; " + (known.Length == 0 ? "there is none." : $"the last ones are {string.Join(", ", known)}.");
            return null;
        }

        refusal = "";
        return new StoredIncident([.. all.Where(record => record.IncidentId == incident && record.Cluster == newest.Cluster).OrderBy(record => record.Sequence)]);
    }
}
