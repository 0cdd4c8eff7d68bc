using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Telemetry.Testing.Processes;

namespace Telemetry.Testing.Receivers;

/// <summary>A real Alertmanager on loopback, with its data in a temporary folder. Needs the program <c>prometheus-alertmanager</c>.</summary>
public sealed class AlertmanagerServer : IAsyncDisposable
{
    /// <summary>Name of the program.</summary>
    public const string Program = "prometheus-alertmanager";

    private const string SendsNothing = "route: {receiver: none}\nreceivers: [{name: none}]\n";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private readonly string _data;
    private readonly ChildProcess _process;
    private readonly HttpClient _client;

    private AlertmanagerServer(string data, ChildProcess process, Uri url)
    {
        _data = data;
        _process = process;
        Url = url;
        _client = new HttpClient { BaseAddress = url };
    }

    /// <summary>Base address.</summary>
    public Uri Url { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="configuration">Its alertmanager.yml; without it nothing is sent anywhere.</param>
    public static async Task<AlertmanagerServer> StartAsync(string configuration = SendsNothing)
    {
        var data = Directory.CreateTempSubdirectory("telemetry-alertmanager-").FullName;
        var settings = Path.Combine(data, "alertmanager.yml");
        await File.WriteAllTextAsync(settings, configuration);
        var port = Ports.Free().ToString(CultureInfo.InvariantCulture);
        var process = ChildProcess.Start(Program,
        [
            $"--config.file={settings}", $"--storage.path={data}", $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=",
        ]);
        var server = new AlertmanagerServer(data, process, new Uri($"http://127.0.0.1:{port}"));
        await Eventually.TrueAsync(server.IsReadyAsync, StartDeadline, () => process.Tail());
        return server;
    }

    /// <summary>The last lines of its log.</summary>
    public string Tail() => _process.Tail();

    /// <summary>Posts alerts, a JSON array, by API v2.</summary>
    public async Task PostAsync(string alerts)
    {
        using var body = new StringContent(alerts, Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(new Uri("/api/v2/alerts", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The alerts that are firing now, as <c>GET /api/v2/alerts</c> gives them.</summary>
    public async Task<IReadOnlyList<JsonObject>> FiringAsync()
    {
        var answer = await _client.GetStringAsync(new Uri("/api/v2/alerts", UriKind.Relative));
        return JsonNode.Parse(answer)!.AsArray().Select(alert => alert!.AsObject()).ToArray();
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
