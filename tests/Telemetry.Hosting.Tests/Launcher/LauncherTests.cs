using Telemetry.Testing;
using Xunit;

namespace Telemetry.Hosting.Tests.Launcher;

/// <summary>What <c>./telemetry</c> answers before it builds anything.</summary>
public sealed class LauncherTests : IDisposable
{
    private static readonly string Launcher = Path.Combine(Repository.Root, "telemetry");

    private readonly BareMachine _machine = new();

    public LauncherTests() => _machine.Link("dirname", "cat");

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("demo")]
    [InlineData("run")]
    [InlineData("build")]
    [InlineData("test")]
    [InlineData("bench")]
    public async Task Help_EveryCommand_IsTaught(string command)
    {
        var answer = await _machine.LaunchAsync(Launcher, "--help");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains($"./telemetry {command}", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launcher_UnknownCommand_IsRefusedOnStderr()
    {
        var answer = await _machine.LaunchAsync(Launcher, "deploy");

        Assert.Equal(2, answer.ExitCode);
        Assert.Empty(answer.Output);
        Assert.Contains("there is no command 'deploy'", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_WithoutSdk_NamesTheCure()
    {
        var answer = await _machine.LaunchAsync(Launcher, "build");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("the .NET 10 SDK is missing", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("dotnet-sdk-10.0", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PackageMissingAndNoAptGet_NamesThePackageAndStops()
    {
        _machine.Write("dotnet", "#!/bin/sh\nexit 0\n");
        _machine.Write("ldconfig", "#!/bin/sh\nexit 0\n");

        var answer = await _machine.LaunchAsync(Launcher, "run");

        Assert.Equal(1, answer.ExitCode);
        Assert.Empty(answer.Output);
        Assert.Contains("libsqlite3-0 is missing (state is kept in SQLite)", answer.Errors, StringComparison.Ordinal);
        Assert.Contains("there is no apt-get here", answer.Errors, StringComparison.Ordinal);
    }
}
