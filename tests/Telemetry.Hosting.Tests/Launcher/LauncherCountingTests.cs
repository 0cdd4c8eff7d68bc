using Telemetry.Testing;
using Xunit;

namespace Telemetry.Hosting.Tests.Launcher;

/// <summary>
/// How <c>./telemetry test</c> counts: a copy of the launcher in a repository of two test projects, with a dotnet that only pretends.
/// </summary>
public sealed class LauncherCountingTests : IDisposable
{
    // Says what it is told by files that the test puts beside it: NAME.counters and NAME.script.
    private const string Dotnet = """
        #!/usr/bin/env bash
        here=${BASH_SOURCE[0]%/*}
        [ "$1" = test ] || exit 0
        name=${2##*/}; name=${name%.dll}
        while [ "$1" != --results-directory ]; do shift; done
        echo "log of $name"
        if [ -e "$here/$name.counters" ]; then echo "<Counters $(cat "$here/$name.counters") />" >"$2/$name.trx"; fi
        if [ -e "$here/$name.script" ]; then . "$here/$name.script"; fi
        """;

    private readonly BareMachine _machine = new();
    private readonly DirectoryInfo _repository = Directory.CreateTempSubdirectory("telemetry-repository");

    public LauncherCountingTests()
    {
        _machine.Link("bash", "env", "dirname", "cat", "grep", "sed", "ls", "rm", "mkdir", "sleep");
        _machine.Write("dotnet", Dotnet);
        _machine.Write("ldconfig", "#!/bin/sh\nexit 0\n");
        File.Copy(Path.Combine(Repository.Root, "telemetry"), Path.Combine(_repository.FullName, "telemetry"));
        foreach (var name in new[] { "Unit.Tests", "Telemetry.EndToEnd" })
        {
            var folder = _repository.CreateSubdirectory("tests").CreateSubdirectory(name);
            File.WriteAllText(Path.Combine(folder.FullName, name + ".csproj"), "<IsTestProject>true</IsTestProject>");
        }
    }

    public void Dispose()
    {
        _machine.Dispose();
        _repository.Delete(recursive: true);
    }

    [Fact]
    public async Task Test_EveryRunPasses_EndsWithTheSums()
    {
        Count("Unit.Tests", total: 12, passed: 10, failed: 0);
        Count("Telemetry.EndToEnd", total: 3, passed: 3, failed: 0);

        var answer = await TestAsync();

        Assert.Equal("13 passed, 0 failed, 2 skipped\n", answer.Output);
        Assert.Equal(0, answer.ExitCode);
    }

    [Fact]
    public async Task Test_OneFailure_ShowsTheLogAndFails()
    {
        Count("Unit.Tests", total: 2, passed: 1, failed: 1);
        Count("Telemetry.EndToEnd", total: 3, passed: 3, failed: 0);
        _machine.Write("Unit.Tests.script", "exit 1");

        var answer = await TestAsync();

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("log of Unit.Tests\n", answer.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n4 passed, 1 failed, 0 skipped\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_RunBreaksOff_CountsAsAFailure()
    {
        Count("Unit.Tests", total: 2, passed: 2, failed: 0);
        _machine.Write("Telemetry.EndToEnd.script", "kill -ABRT $$");

        var answer = await TestAsync();

        Assert.Equal(1, answer.ExitCode);
        Assert.EndsWith("\n2 passed, 1 failed, 0 skipped\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_NoTestRan_Fails()
    {
        Count("Unit.Tests", total: 0, passed: 0, failed: 0);
        Count("Telemetry.EndToEnd", total: 0, passed: 0, failed: 0);

        var answer = await TestAsync("Nothing_Such");

        Assert.Equal(1, answer.ExitCode);
        Assert.Equal("0 passed, 0 failed, 0 skipped\n", answer.Output);
    }

    [Fact]
    public async Task Test_RunLeavesAProcess_EndsIt()
    {
        Count("Unit.Tests", total: 1, passed: 1, failed: 0);
        Count("Telemetry.EndToEnd", total: 1, passed: 1, failed: 0);
        var file = Path.Combine(_repository.FullName, "pid");
        _machine.Write("Unit.Tests.script", $"sleep 600 & echo $! >{file}");

        var answer = await TestAsync();

        Assert.Contains("Unit.Tests left processes behind; they were ended", answer.Errors, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => IsGone(File.ReadAllText(file).Trim()), TimeSpan.FromSeconds(10), () => "the process lives on");
    }

    // A process that was killed and waits for its parent to notice is gone too.
    private static bool IsGone(string id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private void Count(string name, int total, int passed, int failed) =>
        _machine.Write(name + ".counters", $"total=\"{total}\" executed=\"{passed + failed}\" passed=\"{passed}\" failed=\"{failed}\"");

    private Task<LauncherAnswer> TestAsync(params string[] filter) =>
        _machine.LaunchAsync(Path.Combine(_repository.FullName, "telemetry"), ["test", .. filter]);
}
