using System.Globalization;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Processes;

namespace Telemetry.EndToEnd.Collecting;

/// <summary>Real programs that write metrics pages of their own making: node-exporter, Prometheus, Alertmanager and vmagent, on loopback.</summary>
internal sealed class RealExporters : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly List<ChildProcess> _processes = [];
    private readonly Dictionary<string, Uri> _pages = [];

    /// <summary>Address of each program's page.</summary>
    public IReadOnlyDictionary<string, Uri> Pages => _pages;

    public static async Task<RealExporters> StartAsync()
    {
        var exporters = new RealExporters();
        var nothing = exporters._folder.Write("nothing.yml", "scrape_configs: []\n");
        var route = exporters._folder.Write("route.yml", "route: {receiver: none}\nreceivers: [{name: none}]\n");
        exporters.Start("prometheus-node-exporter", address => [$"--web.listen-address={address}"]);
        exporters.Start("prometheus", address => [$"--config.file={nothing}", $"--storage.tsdb.path={exporters._folder["tsdb"]}", $"--web.listen-address={address}"]);
        exporters.Start("prometheus-alertmanager", address =>
            [$"--config.file={route}", $"--storage.path={exporters._folder["alertmanager"]}", $"--web.listen-address={address}", "--cluster.listen-address="]);
        exporters.Start("vmagent", address =>
            [$"-promscrape.config={nothing}", "-remoteWrite.url=http://127.0.0.1:1/write", $"-remoteWrite.tmpDataPath={exporters._folder["vmagent"]}", $"-httpListenAddr={address}"]);
        using var client = new HttpClient();
        foreach (var page in exporters._pages.Values) await Eventually.TrueAsync(() => AnswersAsync(client, page), StartDeadline, exporters.Tail);
        return exporters;
    }

    /// <summary>What the programs printed last, for a failing test's message.</summary>
    public string Tail() => string.Join(Environment.NewLine, _processes.Select(process => process.Tail(5)));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        _folder.Dispose();
    }

    private void Start(string program, Func<string, IEnumerable<string>> arguments)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Ports.Free()}");
        _processes.Add(ChildProcess.Start(program, arguments(address)));
        _pages.Add(program, new Uri($"http://{address}/metrics"));
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri page)
    {
        try
        {
            using var answer = await client.GetAsync(page);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
