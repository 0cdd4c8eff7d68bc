using System.Diagnostics;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Hosting.Tests.Launcher;

/// <summary>What <c>./telemetry</c> answers before it builds anything.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly DirectoryInfo _bareMachine = Directory.CreateTempSubdirectory("telemetry-launcher");

    [Theory]
    [InlineData("demo")]
    [InlineData("run")]
    [InlineData("build")]
    [InlineData("test")]
    [InlineData("bench")]
    public async Task Help_EveryCommand_IsTaught(string command)
    {
        var answer = await LaunchAsync(Environment.GetEnvironmentVariable("PATH")!, "--help");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains($"./telemetry {command}", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launcher_UnknownCommand_IsRefusedOnStderr()
    {
        var answer = await LaunchAsync(Environment.GetEnvironmentVariable("PATH")!, "deploy");

        Assert.Equal(2, answer.ExitCode);
        Assert.Empty(answer.Output);
        Assert.Contains("there is no command 'deploy'", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_WithoutSdk_NamesTheCure()
    {
        Provide("dirname");

        var answer = await LaunchAsync(_bareMachine.FullName, "build");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("the .NET 10 SDK is missing", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("dotnet-sdk-10.0", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PackageMissingAndNoAptGet_NamesThePackageAndStops()
    {
        Provide("dirname");
        File.WriteAllText(Path.Combine(_bareMachine.FullName, "dotnet"), "#!/bin/sh\nexit 0\n");
        File.WriteAllText(Path.Combine(_bareMachine.FullName, "ldconfig"), "#!/bin/sh\nexit 0\n");
        foreach (var program in _bareMachine.GetFiles().Where(file => file.LinkTarget is null))
            File.SetUnixFileMode(program.FullName, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var answer = await LaunchAsync(_bareMachine.FullName, "run");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("libsqlite3-0 is missing (state is kept in SQLite)", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("there is no apt-get here", answer.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _bareMachine.Delete(recursive: true);

    private void Provide(string program) =>
        File.CreateSymbolicLink(Path.Combine(_bareMachine.FullName, program), Programs.Find(program)!);

    private async Task<Answer> LaunchAsync(string path, string command)
    {
        var start = new ProcessStartInfo(Programs.Find("bash")!, [Path.Combine(Repository.Root, "telemetry"), command])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _bareMachine.FullName,
        };
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = _bareMachine.FullName;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Answer(process.ExitCode, await output, await errors);
    }

    private sealed record Answer(int ExitCode, string Output, string Errors);
}
