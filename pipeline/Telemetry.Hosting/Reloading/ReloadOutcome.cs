namespace Telemetry.Hosting.Reloading;

/// <summary>What came of a reload.</summary>
/// <param name="Problems">Why the new settings were refused, one line each; empty where they hold.</param>
/// <param name="Changed">Keys whose change holds by now.</param>
/// <param name="NeedRestart">Keys that differ too, but hold only after a restart.</param>
public sealed record ReloadOutcome(IReadOnlyList<string> Problems, IReadOnlyList<string> Changed, IReadOnlyList<string> NeedRestart);
