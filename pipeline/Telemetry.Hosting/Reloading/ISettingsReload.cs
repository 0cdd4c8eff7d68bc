namespace Telemetry.Hosting.Reloading;

/// <summary>Reads the settings of this process again and puts them in force, whole or not at all.</summary>
public interface ISettingsReload
{
    /// <summary>Reloads once. Never called concurrently.</summary>
    ReloadOutcome Reload();
}
