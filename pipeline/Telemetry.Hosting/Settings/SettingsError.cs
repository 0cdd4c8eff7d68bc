namespace Telemetry.Hosting.Settings;

/// <summary>One thing that is wrong with the settings: where it stands, which key, what is wrong and what to write instead.</summary>
/// <param name="Place">File, line and column, or the <c>--set</c> argument that said it.</param>
/// <param name="Key">Path of the key, such as <c>scrape_configs[0].scrape_interval</c>; empty for the document itself.</param>
/// <param name="Problem">What is wrong and, where known, the cure. Never holds the value of a secret.</param>
public sealed record SettingsError(string Place, string Key, string Problem)
{
    /// <summary>The line that a user reads.</summary>
    public override string ToString() => Key.Length == 0 ? $"{Place}: {Problem}" : $"{Place}: {Key}: {Problem}";
}
