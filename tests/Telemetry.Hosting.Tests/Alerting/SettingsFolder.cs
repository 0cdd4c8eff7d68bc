using Telemetry.Cli.Settings;
using Telemetry.Hosting.Settings;

namespace Telemetry.Hosting.Tests.Alerting;

/// <summary>Settings files in a folder that goes away.</summary>
internal sealed class SettingsFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("telemetry-settings-").FullName;

    public string Write(string name, string text)
    {
        var path = Path.Combine(_path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Loads settings that name an alertmanager.yml of this text; the file's name in errors is cut to its last part.</summary>
    public (TelemetrySettings? Settings, IReadOnlyList<string> Errors) LoadAlertmanager(string text, string own = "")
    {
        var file = Write("alertmanager.yml", text);
        var result = SettingsLoader.Parse<TelemetrySettings>(own.Length == 0 ? $"alerting: {{config_file: {file}}}" : own.Replace("FILE", file, StringComparison.Ordinal), "own.yaml", []);
        return (result.Settings, [.. result.Errors.Select(error => error.ToString().Replace(_path + "/", "", StringComparison.Ordinal))]);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
