using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Episodes;

/// <summary>
/// Stable identity of an episode: 64 hex digits of SHA-256 over cluster and incident id. Nothing of a route, a receiver or the
/// settings enters it, so that an edit of those while an incident is open neither pages again nor strands the first page.
/// </summary>
internal readonly record struct EpisodeKey(string Value)
{
    private const string Prefix = "tel1-";
    private const string TicketSuffix = "-ticket";
    private const string WorseInfix = "-worse-";

    /// <summary>Key of a record's incident.</summary>
    public static EpisodeKey Of(IncidentRecord record)
    {
        // The length before the cluster keeps ("a", "bc") apart from ("ab", "c").
        var identity = Encoding.UTF8.GetBytes($"{record.Cluster.Length}:{record.Cluster}:{record.IncidentId}");
        return new(Prefix + Convert.ToHexStringLower(SHA256.HashData(identity)));
    }

    /// <summary>
    /// Key under which a receiver knows the alert. A ticket has one of its own: a receiver takes a second trigger of an open key as
    /// a note and would stay silent when the ticket becomes a page.
    /// </summary>
    public string ForLevel(AlertLevel level) => level == AlertLevel.Page ? Value : Value + TicketSuffix;

    /// <summary>
    /// Key under which a receiver knows what was decided on a record. A page because it became worse has one of its own: the pager would take
    /// it for a note on the first, and stay silent.
    /// </summary>
    public string ForDecision(DecisionKind kind, IncidentRecord record) => kind switch
    {
        DecisionKind.Worsened => string.Create(CultureInfo.InvariantCulture, $"{Value}{WorseInfix}{record.Worsening?.Number ?? 0}"),
        DecisionKind.Ticketed => ForLevel(AlertLevel.Ticket),
        _ => ForLevel(AlertLevel.Page),
    };

    /// <inheritdoc/>
    public override string ToString() => Value;
}
