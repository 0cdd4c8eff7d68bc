namespace Telemetry.Alerting.Runbooks;

/// <summary>What a catalog's entry says to whoever is woken by its rule.</summary>
/// <param name="Runbook">What to do, an address or the name of a runbook; empty where the incident's class says it.</param>
/// <param name="Owner">Team that owns the rule; empty where nobody is named.</param>
public sealed record RuleGuide(string Runbook, string Owner);
