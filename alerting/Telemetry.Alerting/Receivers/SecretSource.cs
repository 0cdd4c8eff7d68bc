using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Telemetry.Alerting.Receivers;

/// <summary>Where a secret stands: in a file, or (from an Alertmanager's file alone) in the settings themselves.</summary>
/// <param name="File">File that holds it, read anew each time; null for none.</param>
/// <param name="Inline">The secret itself; null for none.</param>
/// <param name="Setting">Key of the file in the settings, for messages.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SecretSource(string? File, string? Inline, string Setting)
{
    /// <summary>Whether there is any.</summary>
    public bool IsGiven => !string.IsNullOrEmpty(File) || !string.IsNullOrEmpty(Inline);

    /// <summary>The secret; on failure a line that names the setting and the cure, never the secret.</summary>
    public bool TryRead([NotNullWhen(true)] out string? secret, [NotNullWhen(false)] out string? fault)
    {
        fault = null;
        secret = Inline;
        if (!string.IsNullOrEmpty(secret)) return true;
        if (SecretFile.TryRead(File ?? "", out secret, out var error)) return true;
        fault = $"{Setting} {error}";
        return false;
    }

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => Setting;
}
