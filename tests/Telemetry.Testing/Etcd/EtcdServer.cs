using System.Globalization;
using System.Text;
using Telemetry.Testing.Processes;

namespace Telemetry.Testing.Etcd;

/// <summary>A real etcd of one member on loopback, with its data in a temporary folder. Needs the programs <c>etcd</c> and, to be slowed, <c>strace</c>.</summary>
public sealed class EtcdServer : IAsyncDisposable
{
    private const string MemoryFolder = "/dev/shm";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private readonly string _data;
    private readonly ChildProcess _process;
    private readonly HttpClient _client;
    private ChildProcess? _strace;

    private EtcdServer(string data, ChildProcess process, int port, int healthPort)
    {
        _data = data;
        _process = process;
        Address = $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        _client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{healthPort}/")) };
    }

    /// <summary>host:port of clients and of <c>/metrics</c>.</summary>
    public string Address { get; }

    /// <summary>Starts it, with clients in plain text, and waits until it answers.</summary>
    public static async Task<EtcdServer> StartAsync()
    {
        var port = Ports.Free();
        return await StartAsync("http", port, port, []);
    }

    /// <summary>Starts it with clients over mTLS, as every production cluster has it, and waits until it answers.</summary>
    /// <param name="certFile">Its certificate, for 127.0.0.1.</param>
    /// <param name="keyFile">Key of <paramref name="certFile"/>.</param>
    /// <param name="authorityFile">Authority that must have signed the certificates of clients.</param>
    public static async Task<EtcdServer> StartAsync(string certFile, string keyFile, string authorityFile)
    {
        var health = Ports.Free();
        return await StartAsync("https", Ports.Free(), health,
        [
            "--cert-file", certFile, "--key-file", keyFile, "--trusted-ca-file", authorityFile, "--client-cert-auth",
            "--listen-metrics-urls", $"http://127.0.0.1:{health}",
        ]);
    }

    private static async Task<EtcdServer> StartAsync(string scheme, int client, int health, IEnumerable<string> further)
    {
        var data = CreateDataFolder();
        var peer = Ports.Free();
        var process = ChildProcess.Start("etcd",
        [
            "--data-dir", data, "--logger", "zap", "--log-level", "warn",
            "--listen-client-urls", $"{scheme}://127.0.0.1:{client}", "--advertise-client-urls", $"{scheme}://127.0.0.1:{client}",
            "--listen-peer-urls", $"http://127.0.0.1:{peer}", "--initial-advertise-peer-urls", $"http://127.0.0.1:{peer}",
            "--initial-cluster", $"default=http://127.0.0.1:{peer}", .. further,
        ]);
        var server = new EtcdServer(data, process, client, health);
        await Eventually.TrueAsync(server.IsHealthyAsync, StartDeadline, () => process.Tail());
        return server;
    }

    /// <summary>Writes one key; completes when etcd has committed it.</summary>
    public async Task PutAsync(string key, string value, CancellationToken cancellationToken)
    {
        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        using var body = new StringContent($$"""{"key":"{{Base64(key)}}","value":"{{Base64(value)}}"}""", Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(new Uri("v3/kv/put", UriKind.Relative), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A light load: one put after the other with a pause between, until cancelled. Failures are part of a slowed server's life.</summary>
    public async Task LoadAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
        {
            try
            {
                await PutAsync(string.Create(CultureInfo.InvariantCulture, $"load/{i % 64}"), "x", cancellationToken);
                await Task.Delay(pause, cancellationToken);
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
            {
                // Ends with the token; a put refused by a server that stops is no failure of the test.
            }
        }
    }

    /// <summary>Makes every fdatasync of the server wait first, as a slow disk would. Until <see cref="RestoreDiskAsync"/>.</summary>
    public async Task SlowDiskAsync(TimeSpan delay)
    {
        _strace = ChildProcess.Start("strace",
        [
            "-f", "-p", _process.Id.ToString(CultureInfo.InvariantCulture), "-e", "trace=fdatasync",
            "-e", string.Create(CultureInfo.InvariantCulture, $"inject=fdatasync:delay_enter={delay.TotalMicroseconds:0}"), "-o", "/dev/null",
        ]);
        await Eventually.TrueAsync(() => _strace.Errors.Any(line => line.Contains("attached", StringComparison.Ordinal)), StartDeadline, () => _strace.Tail());
    }

    /// <summary>Ends the slowness.</summary>
    public async Task RestoreDiskAsync()
    {
        if (_strace is null) return;
        // SIGTERM lets strace detach; killed hard it would leave the server stopped.
        await _strace.StopAsync(StartDeadline);
        await _strace.DisposeAsync();
        _strace = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await RestoreDiskAsync();
        await _process.DisposeAsync();
        _client.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    // In memory where the system offers it: what else writes to this machine's disk must not decide how even its syncs are.
    private static string CreateDataFolder() =>
        Directory.Exists(MemoryFolder)
            ? Directory.CreateDirectory(Path.Combine(MemoryFolder, $"telemetry-etcd-{Guid.NewGuid():n}")).FullName
            : Directory.CreateTempSubdirectory("telemetry-etcd-").FullName;

    private async Task<bool> IsHealthyAsync()
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri("health", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
