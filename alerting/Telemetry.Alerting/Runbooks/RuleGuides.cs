using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Runbooks;

/// <summary>What the catalog's entries say to whoever is woken, by signal. Immutable.</summary>
public sealed class RuleGuides
{
    private readonly IReadOnlyDictionary<string, RuleGuide> _bySignal;

    /// <param name="bySignal">Guides by the signal's id.</param>
    public RuleGuides(IReadOnlyDictionary<string, RuleGuide> bySignal) => _bySignal = bySignal;

    /// <summary>No entry says anything.</summary>
    public static RuleGuides None { get; } = new(new Dictionary<string, RuleGuide>(StringComparer.Ordinal));

    /// <summary>Team that owns the rule behind an incident; empty where nobody is named.</summary>
    public string OwnerOf(IncidentRecord record) => Find(record)?.Owner ?? "";

    /// <summary>The runbook of an incident: the one that the entry of its strongest signal names, else that of its class.</summary>
    internal RunbookLink RunbookOf(IncidentRecord record)
    {
        var named = Find(record)?.Runbook ?? "";
        if (RunbookLink.AddressOf(named) is { } address) return new(named, address.Host + address.AbsolutePath.TrimEnd('/'));
        var name = RunbookIndex.Find(named) is null ? RunbookIndex.For(record) : named;
        return new(name, RunbookIndex.TitleOf(name));
    }

    // By the signal that the class goes by too.
    private RuleGuide? Find(IncidentRecord record)
    {
        var lead = record.Root.Count == 0 ? null : record.Signals.FirstOrDefault(signal => signal.Component == record.Root[0].Component);
        return lead is null ? null : _bySignal.GetValueOrDefault(lead.Signal);
    }
}
