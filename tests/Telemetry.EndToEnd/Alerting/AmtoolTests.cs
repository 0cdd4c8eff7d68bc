using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Processes;
using Xunit;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>Real clients of an Alertmanager, against the alerting role as a user starts it.</summary>
public sealed partial class AmtoolTests
{
    private const string Amtool = "amtool";
    private const string Prometheus = "prometheus";
    private const string Prefix = "/ops/am";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [ServerFact(Amtool, Prometheus)]
    public async Task Amtool_AndPrometheus_WorkWithoutALogin()
    {
        using var folder = new TemporaryFolder();
        var port = Ports.Free();
        await using var role = await StartAsync(folder, port);
        var amtool = new AmtoolRun(port, "");

        await amtool.RunAsync("alert", "add", "Disk", "instance=a", "severity=critical", "--annotation=summary=full");
        Assert.Contains("Disk", await amtool.RunAsync("alert", "query"), StringComparison.Ordinal);
        var id = (await amtool.RunAsync("silence", "add", "alertname=Disk", "--comment=known", "--author=ann")).Trim();
        Assert.DoesNotContain("Disk", await amtool.RunAsync("alert", "query"), StringComparison.Ordinal);
        Assert.Contains("Disk", await amtool.RunAsync("alert", "query", "--silenced"), StringComparison.Ordinal);
        await amtool.RunAsync("silence", "update", "--duration=3h", "--comment=longer", id);
        Assert.Contains("longer", await amtool.RunAsync("silence", "query"), StringComparison.Ordinal);
        await amtool.RunAsync("silence", "expire", id);
        Assert.Contains(id, await amtool.RunAsync("silence", "query", "--expired"), StringComparison.Ordinal);
        Assert.Equal("nobody", (await amtool.RunAsync("config", "routes", "test", "severity=critical")).Trim());
        Assert.Contains("receiver: 'nobody'", await amtool.RunAsync("config", "show"), StringComparison.Ordinal);

        await using var prometheus = StartPrometheus(folder, port);
        await Eventually.TrueAsync(
            async () => (await amtool.RunAsync("alert", "query", "alertname=AlwaysFiring", "--output=json")).Contains("\"cluster\":\"prod\"", StringComparison.Ordinal),
            Deadline, () => prometheus.Tail());
    }

    [ServerFact(Amtool)]
    public async Task Amtool_WithATokenInItsHttpConfig_IsLetInAndWithoutIsNot()
    {
        using var folder = new TemporaryFolder();
        var port = Ports.Free();
        var tokens = folder.Write("tokens", "s3cret\n");
        var config = folder.Write("http.yml", "authorization:\n  type: Bearer\n  credentials: s3cret\n");
        await using var role = await StartAsync(folder, port, "--set", "web.auth=token", "--set", $"web.token-file={tokens}");

        await new AmtoolRun(port, "", $"--http.config.file={config}").RunAsync("alert", "add", "Disk");

        Assert.Contains("Disk", await new AmtoolRun(port, "", $"--http.config.file={config}").RunAsync("alert", "query"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => new AmtoolRun(port, "").RunAsync("alert", "query"));
    }

    [ServerFact(Amtool, Prometheus)]
    public async Task Amtool_AndPrometheus_BehindAPrefix_WorkAndPagesLinkUnderIt()
    {
        using var folder = new TemporaryFolder();
        var port = Ports.Free();
        await using var role = await StartAsync(
            folder, port, "--set", string.Create(CultureInfo.InvariantCulture, $"web.external-url=http://127.0.0.1:{port}{Prefix}/"),
            "--set", "alerting.route.group_wait=0s", "--set", "alerting.route.group_by=[alertname]", "--set", "alerting.receivers[0].webhook_configs[0].url=http://127.0.0.1:1/");
        var amtool = new AmtoolRun(port, Prefix);

        await amtool.RunAsync("alert", "add", "Disk", "instance=a");
        await using var prometheus = StartPrometheus(folder, port, Prefix);
        await Eventually.TrueAsync(
            async () => await amtool.RunAsync("alert", "query") is var told && told.Contains("Disk", StringComparison.Ordinal) && told.Contains("AlwaysFiring", StringComparison.Ordinal),
            Deadline, () => prometheus.Tail());

        using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        var everything = new Uri($"{Prefix}/alerts?state=all", UriKind.Relative);
        await Eventually.TrueAsync(async () => (await client.GetStringAsync(everything)).Contains("Disk", StringComparison.Ordinal), Deadline, () => role.Child.Tail());
        var links = await LinksUnderAsync(client, $"{Prefix}/alerts");
        Assert.Contains(links, link => link.StartsWith($"{Prefix}/runbooks/", StringComparison.Ordinal));
        Assert.Contains(links, link => link.EndsWith("/silence", StringComparison.Ordinal));
        Assert.All(links, link => Assert.StartsWith($"{Prefix}/", link, StringComparison.Ordinal));
    }

    // Opens every page that can be reached by links, and gives them with the addresses of all forms.
    private static async Task<IReadOnlyCollection<string>> LinksUnderAsync(HttpClient client, string first)
    {
        var found = new HashSet<string>([first], StringComparer.Ordinal);
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var page))
        {
            foreach (Match match in Link().Matches(await client.GetStringAsync(new Uri(page, UriKind.Relative))))
            {
                var link = WebUtility.HtmlDecode(match.Groups["address"].Value);
                if (found.Add(link) && match.Groups["kind"].Value == "href") open.Enqueue(link);
            }
        }

        return found;
    }

    [GeneratedRegex("(?<kind>href|action|formaction)=\"(?<address>/[^\"#]+)")]
    private static partial Regex Link();

    [Fact]
    public async Task Role_ThatWouldListenForEverybodyWithoutALogin_DoesNotStart()
    {
        using var folder = new TemporaryFolder();
        var finished = await TelemetryProcess.RunAsync(Deadline, "alerting", "--config", Config(folder), "--set", "web.listen-address=:0");
        Assert.Equal(2, finished.ExitCode);
        Assert.Contains("--insecure-listen", string.Join('\n', finished.Errors), StringComparison.Ordinal);
    }

    private static Task<TelemetryProcess> StartAsync(TemporaryFolder folder, int port, params string[] arguments) =>
        TelemetryProcess.StartRoleAsync("alerting", Config(folder), port, arguments);

    private static string Config(TemporaryFolder folder) => folder.Write(
        "telemetry.yml",
        $"""
         cluster: {"{"}name: prod{"}"}
         storage: {"{"}path: {folder["data"]}{"}"}
         alerting:
           route: {"{"}receiver: nobody{"}"}
           receivers: [{"{"}name: nobody{"}"}]
         """);

    private static ChildProcess StartPrometheus(TemporaryFolder folder, int port, string prefix = "")
    {
        var rules = folder.Write("rules.yml", "groups: [{name: g, interval: 1s, rules: [{alert: AlwaysFiring, expr: vector(1), labels: {severity: warning}}]}]\n");
        var config = folder.Write("prometheus.yml", string.Create(CultureInfo.InvariantCulture, $$$"""
            global: {external_labels: {cluster: prod}}
            rule_files: ["{{{rules}}}"]
            alerting: {alertmanagers: [{path_prefix: "{{{prefix}}}/", static_configs: [{targets: ["127.0.0.1:{{{port}}}"]}]}]}

            """));
        // Its first alert comes before it has found where to send to.
        return ChildProcess.Start(Prometheus, ["--rules.alert.resend-delay=1s", $"--config.file={config}", $"--storage.tsdb.path={folder["tsdb"]}", string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{Ports.Free()}")]);
    }

    /// <summary>Runs amtool against a port.</summary>
    private sealed class AmtoolRun(int port, string prefix, params string[] common)
    {
        /// <summary>Runs it to its end and gives what it wrote.</summary>
        public Task<string> RunAsync(params string[] arguments) => Tool.RunAsync(
            new ProcessStartInfo(Amtool, [string.Create(CultureInfo.InvariantCulture, $"--alertmanager.url=http://127.0.0.1:{port}{prefix}"), .. common, .. arguments]), Deadline);
    }
}
