using System.Diagnostics.CodeAnalysis;

namespace Telemetry.Alerting.Receivers;

/// <summary>Reads a secret from its file. Secrets come from files only: flags and settings end up in process lists and logs.</summary>
internal static class SecretFile
{
    private const long MaxBytes = 64 * 1024;

    /// <summary>The file's text without surrounding white space; on failure a line that names the file and the cure.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out string? secret, [NotNullWhen(false)] out string? error)
    {
        secret = null;
        error = null;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
            {
                error = $"'{path}' is larger than {MaxBytes} bytes; it must hold the secret alone";
                return false;
            }

            secret = File.ReadAllText(path).Trim();
            if (secret.Length == 0) error = $"'{path}' is empty; write the secret into it";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            error = $"'{path}' cannot be read ({exception.Message.TrimEnd('.')}); check that it is there and that this user may read it";
        }

        return error is null;
    }
}
