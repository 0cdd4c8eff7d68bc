namespace Telemetry.EndToEnd.Chaos;

/// <summary>A message that a receiver heard.</summary>
/// <param name="Id">What it knows a repetition by.</param>
/// <param name="Fires">Whether it said that the alert fires.</param>
internal sealed record HeardMessage(string Id, bool Fires);
