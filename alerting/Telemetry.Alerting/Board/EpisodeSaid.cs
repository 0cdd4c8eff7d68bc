namespace Telemetry.Alerting.Board;

/// <summary>What somebody said of an episode.</summary>
/// <param name="By">Who; empty where nobody said who they are.</param>
/// <param name="At">When.</param>
/// <param name="Note">What else they said; may be empty.</param>
internal sealed record EpisodeSaid(string By, DateTimeOffset At, string Note);
