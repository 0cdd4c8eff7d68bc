namespace Telemetry.Cli.Demo;

/// <summary>What <c>telemetry demo</c> was asked for.</summary>
/// <param name="Recording">Folder of the recording.</param>
/// <param name="Stay">Whether the inbox stays up after the replay, until a signal.</param>
/// <param name="ListenAddress">Address of the inbox page.</param>
internal sealed record DemoOptions(string Recording, bool Stay, string ListenAddress)
{
    /// <summary>The recording that comes with the program: 22 minutes with a slow etcd disk, a rolling restart and an API surge.</summary>
    public static string BundledRecording => Path.Combine(AppContext.BaseDirectory, "demo");
}
