namespace Telemetry.Alerting.Inbox;

/// <summary>Part of the inbox.</summary>
/// <param name="Items">Episodes asked for: open ones first, then the newest change first.</param>
/// <param name="Total">How many there are of what was asked for.</param>
/// <param name="Open">Told and not over, whatever was asked for.</param>
/// <param name="Past">Told and over.</param>
/// <param name="Untold">Known, and nobody told.</param>
/// <param name="Dead">With a message that was given up.</param>
internal sealed record InboxAnswer(IReadOnlyList<InboxItem> Items, int Total, int Open, int Past, int Untold, int Dead);
