namespace Telemetry.Hosting.Settings;

/// <summary>Settings, or everything that is wrong with them.</summary>
/// <typeparam name="T">The options class of the whole document.</typeparam>
/// <param name="Settings">The settings; null when there is any error.</param>
/// <param name="Errors">All errors at once, in the order of the document.</param>
public sealed record SettingsResult<T>(T? Settings, IReadOnlyList<SettingsError> Errors)
    where T : class;
