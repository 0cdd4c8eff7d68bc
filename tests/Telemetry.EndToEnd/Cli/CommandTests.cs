using System.Net;
using System.Net.Sockets;
using Telemetry.EndToEnd.Programs;
using Xunit;

namespace Telemetry.EndToEnd.Cli;

/// <summary>The command line: what it says and how it ends.</summary>
public sealed class CommandTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Settings_WithSeveralErrors_AreAllToldAndNothingStarts()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("telemetry.yaml", """
            cluster:
              nam: x
            scrape_configs:
              - job_name: etcd
                scrape_interval: 5s
                scrape_timeout: 10s
                targets: ["127.0.0.1:2379"]
            web:
              listen-address: nowhere
            """);

        var finished = await TelemetryProcess.RunAsync(Deadline, "standalone", "--config", config);

        Assert.Equal(2, finished.ExitCode);
        var text = string.Join('\n', finished.Errors);
        foreach (var place in (string[])["telemetry.yaml:2", "telemetry.yaml:6", "telemetry.yaml:9"]) Assert.Contains(place, text, StringComparison.Ordinal);
        Assert.Contains("cluster.name", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_OfTheProgram_LeavesTheExamplesToThatOfTheCommand()
    {
        var all = await TelemetryProcess.RunAsync(Deadline, "--help");
        var backtest = await TelemetryProcess.RunAsync(Deadline, "backtest", "--help");

        Assert.Contains(all.Output, line => line.Contains("backtest <RECORDING|URL>", StringComparison.Ordinal));
        Assert.DoesNotContain(all.Output, line => line.Contains("Examples", StringComparison.Ordinal));
        Assert.Contains(backtest.Output, line => line.Contains("Examples", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CheckConfig_OfGoodSettings_PrintsThemWithoutSecrets()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("telemetry.yaml", """
            cluster: {name: prod}
            kafka:
              properties:
                bootstrap.servers: 127.0.0.1:9092
                sasl.password: hunter2
            """);

        var finished = await TelemetryProcess.RunAsync(Deadline, "check-config", "--print", "--config", config);

        var text = string.Join('\n', finished.Output);
        Assert.Equal(0, finished.ExitCode);
        Assert.Contains("name: prod", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClusterName_Missing_IsAskedForWithItsCure()
    {
        var finished = await TelemetryProcess.RunAsync(Deadline, "standalone");

        Assert.Equal(2, finished.ExitCode);
        Assert.Contains("--set cluster.name=", string.Join('\n', finished.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parse_OfATruncatedLine_NamesTheLine()
    {
        using var folder = new TemporaryFolder();
        var page = folder.Write("page.txt", "a 1\nb{x=\"y\" 2\n");

        var finished = await TelemetryProcess.RunAsync(Deadline, "parse", page);

        Assert.Equal(1, finished.ExitCode);
        Assert.Contains("\"name\":\"a\"", finished.Output[0], StringComparison.Ordinal);
        Assert.Contains("\"valid\":false,\"line\":2", finished.Output[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parse_WithoutAFile_IsWrongUsage()
    {
        var finished = await TelemetryProcess.RunAsync(Deadline, "parse");

        Assert.Equal(2, finished.ExitCode);
        Assert.Contains("FILE", string.Join('\n', finished.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_OfOneIdentity_StopTheStart()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("telemetry.yaml", """
            cluster: {name: x}
            scrape_configs:
              - {job_name: etcd, targets: ["a:1", "a:1"], component: etdc}
            """);

        var finished = await TelemetryProcess.RunAsync(Deadline, "standalone", "--config", config);

        Assert.Equal(2, finished.ExitCode);
        Assert.Contains(finished.Errors, line => line.Contains("telemetry.yaml:2:1: scrape_configs: job etcd has the target a:1 2 times", StringComparison.Ordinal));
        Assert.Contains(finished.Errors, line => line.Contains("there is no component 'etdc'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Port_Taken_IsOneLineThatNamesTheSetting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var folder = new TemporaryFolder();

        var finished = await TelemetryProcess.RunAsync(
            Deadline, "standalone", "--set", "cluster.name=x", "--set", $"storage.path={folder["data"]}", "--set", $"web.listen-address={taken.LocalEndpoint}");

        Assert.Equal(1, finished.ExitCode);
        var failure = Assert.Single(finished.Errors, line => line.Contains(" crit: ", StringComparison.Ordinal) || line.Contains(" fail: ", StringComparison.Ordinal));
        Assert.Contains("web.listen-address", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_OnWhatIsNoAddress_IsRefusedWithTheForm()
    {
        var finished = await TelemetryProcess.RunAsync(Deadline, "demo", "--listen-address", "nonsense");

        Assert.Equal(2, finished.ExitCode);
        Assert.StartsWith("--listen-address 'nonsense' is no address and port", Assert.Single(finished.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfNoRecording_SaysWhatIsWrong()
    {
        using var folder = new TemporaryFolder();

        var finished = await TelemetryProcess.RunAsync(Deadline, "replay", folder.Path, "--format", "json");

        Assert.Equal(1, finished.ExitCode);
        Assert.Empty(finished.Output);
        Assert.Contains("manifest.json", string.Join('\n', finished.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_OfEverySubcommand_ListsItsOptions()
    {
        foreach (var subcommand in (string[])["standalone", "collector", "detector", "alerting", "query", "replay", "record", "parse", "topics", "check-config", "version", "demo"])
        {
            var finished = await TelemetryProcess.RunAsync(Deadline, subcommand, "--help");

            Assert.Equal(0, finished.ExitCode);
            Assert.Contains("Usage:", string.Join('\n', finished.Output), StringComparison.Ordinal);
        }
    }
}
