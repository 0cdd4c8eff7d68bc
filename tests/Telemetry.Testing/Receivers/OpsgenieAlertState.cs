namespace Telemetry.Testing.Receivers;

/// <summary>An alert as Opsgenie shows it: opened by a request, joined by further ones of its alias, closed.</summary>
/// <param name="Alias">Key that joined the requests.</param>
/// <param name="Message">Message of the opening request.</param>
/// <param name="Count">Requests to open that it took.</param>
/// <param name="IsOpen">Whether it is open.</param>
public sealed record OpsgenieAlertState(string Alias, string Message, int Count, bool IsOpen);
