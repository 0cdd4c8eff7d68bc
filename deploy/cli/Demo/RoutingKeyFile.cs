using System.Security.Cryptography;

namespace Telemetry.Cli.Demo;

/// <summary>A routing key for the demo's own pager, in a file as every routing key; deleted with the demo.</summary>
internal sealed class RoutingKeyFile : IDisposable
{
    private const int KeyBytes = 16;

    /// <summary>Path of the file.</summary>
    public string Path { get; } = System.IO.Path.GetTempFileName();

    public RoutingKeyFile() => File.WriteAllText(Path, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)));

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
