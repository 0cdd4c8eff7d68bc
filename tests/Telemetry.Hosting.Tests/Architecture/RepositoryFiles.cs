using System.Diagnostics;
using Telemetry.Testing;

namespace Telemetry.Hosting.Tests.Architecture;

/// <summary>The files that are, or are about to be, part of the repository.</summary>
internal static class RepositoryFiles
{
    /// <summary>Paths from the repository's root, as git lists them.</summary>
    public static IReadOnlyList<string> All()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        })!;
        var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        if (git.ExitCode != 0) throw new InvalidOperationException("git could not list the files of the repository.");
        return [.. files.Where(path => File.Exists(Path.Combine(Repository.Root, path)))];
    }
}
