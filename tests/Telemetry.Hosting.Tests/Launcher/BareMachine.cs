using System.Diagnostics;
using Telemetry.Testing;

namespace Telemetry.Hosting.Tests.Launcher;

/// <summary>A folder that is the whole PATH of a launcher: what is not put there does not exist, apt-get least of all.</summary>
internal sealed class BareMachine : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telemetry-launcher");

    /// <summary>Holds the programs.</summary>
    public string Path => _folder.FullName;

    /// <summary>Provides programs of this machine.</summary>
    public void Link(params string[] programs)
    {
        foreach (var program in programs)
            File.CreateSymbolicLink(System.IO.Path.Combine(Path, program), Programs.Find(program) ?? throw new FileNotFoundException(program));
    }

    /// <summary>Provides a program of the test's own.</summary>
    public void Write(string program, string script)
    {
        var file = System.IO.Path.Combine(Path, program);
        File.WriteAllText(file, script);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Runs a launcher there to its end.</summary>
    public async Task<LauncherAnswer> LaunchAsync(string launcher, params string[] arguments)
    {
        var start = new ProcessStartInfo(Programs.Find("bash")!, [launcher, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path,
        };
        start.Environment["PATH"] = Path;
        start.Environment["HOME"] = Path;
        start.Environment.Remove("CI");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new LauncherAnswer(process.ExitCode, await output, await errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>How a launcher ended and what it said.</summary>
internal sealed record LauncherAnswer(int ExitCode, string Output, string Errors);
