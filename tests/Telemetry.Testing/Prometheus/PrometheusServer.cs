using System.Globalization;
using System.Net;
using System.Text;
using Telemetry.Testing.Processes;

namespace Telemetry.Testing.Prometheus;

/// <summary>A real Prometheus on loopback that holds given samples and scrapes nothing. Needs <c>prometheus</c> and <c>promtool</c>.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _data;
    private readonly ChildProcess _process;
    private readonly HttpClient _client;

    private PrometheusServer(string data, ChildProcess process, Uri url)
    {
        _data = data;
        _process = process;
        _client = new() { BaseAddress = url };
    }

    /// <summary>Its address.</summary>
    public Uri Address => _client.BaseAddress!;

    /// <summary>Starts one on an OpenMetrics page whose samples carry their times.</summary>
    public static async Task<PrometheusServer> StartAsync(string page)
    {
        var data = Directory.CreateTempSubdirectory("telemetry-prometheus-").FullName;
        var pageFile = Path.Combine(data, "page.txt");
        await File.WriteAllTextAsync(pageFile, page);
        await File.WriteAllTextAsync(Path.Combine(data, "prometheus.yml"), "global: {}\n");
        var blocks = Path.Combine(data, "data");
        await Tool.RunAsync(new("promtool", ["tsdb", "create-blocks-from", "openmetrics", pageFile, blocks]), Patience);

        var port = Ports.Free().ToString(CultureInfo.InvariantCulture);
        var process = ChildProcess.Start("prometheus",
        [
            $"--config.file={Path.Combine(data, "prometheus.yml")}", $"--storage.tsdb.path={blocks}", "--storage.tsdb.retention.time=100y",
            $"--web.listen-address=127.0.0.1:{port}",
        ]);
        var server = new PrometheusServer(data, process, new($"http://127.0.0.1:{port}"));
        await Eventually.TrueAsync(server.IsReadyAsync, Patience, () => process.Tail());
        return server;
    }

    /// <summary>Status and body of the answer to a form that is posted.</summary>
    public async Task<(HttpStatusCode Status, string Answer)> AskAsync(string path, string form)
    {
        using var body = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), body);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _client.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri("/-/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
