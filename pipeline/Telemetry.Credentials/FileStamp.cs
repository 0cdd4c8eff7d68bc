namespace Telemetry.Credentials;

/// <summary>Tells whether files changed since they were read: their times and lengths. Links are followed, as mounted secrets need.</summary>
public static class FileStamp
{
    public static int Of(params ReadOnlySpan<string?> paths)
    {
        var stamp = new HashCode();
        foreach (var path in paths)
        {
            if (path is null) continue;
            var final = Follow(new FileInfo(path));
            stamp.Add(final.Exists ? final.LastWriteTimeUtc.Ticks : 0);
            stamp.Add(final.Exists ? final.Length : -1);
            stamp.Add(final.FullName);
        }
        return stamp.ToHashCode();
    }

    // The time of the link does not change when Kubernetes swaps what is behind it; the final target's does.
    private static FileInfo Follow(FileInfo file)
    {
        try
        {
            return file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        }
        catch (Exception unreachable) when (unreachable is IOException or UnauthorizedAccessException)
        {
            // A folder on the way is not there or is closed to us. Whoever reads the file says so, with the setting that names it.
            return file;
        }
    }
}
