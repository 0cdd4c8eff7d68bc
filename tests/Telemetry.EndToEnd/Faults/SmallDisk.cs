using System.Diagnostics;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing.Processes;

namespace Telemetry.EndToEnd.Faults;

/// <summary>A file system of a few megabytes that can be filled up. Mounting one takes rights.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Megabytes = 16;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    private SmallDisk()
    {
    }

    /// <summary>Folder on it.</summary>
    public string Path => _folder["disk"];

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Whether one can be mounted here.</summary>
    public static async Task<bool> TryAsync()
    {
        try
        {
            await (await MountAsync()).DisposeAsync();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Mounts it, empty.</summary>
    public static async Task<SmallDisk> MountAsync()
    {
        var disk = new SmallDisk();
        Directory.CreateDirectory(disk.Path);
        await Tool.RunAsync(new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", disk.Path]), Deadline);
        return disk;
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 1);
        for (var bytes = 1 << 20; bytes > 0; bytes /= 2)
        {
            try
            {
                while (true) ballast.Write(new byte[bytes]);
            }
            catch (IOException)
            {
                // Full for this many; fewer may fit.
            }
        }
    }

    /// <summary>Frees what was filled.</summary>
    public void Free() => File.Delete(Ballast);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Tool.RunAsync(new ProcessStartInfo("umount", ["--lazy", Path]), Deadline);
        _folder.Dispose();
    }
}
