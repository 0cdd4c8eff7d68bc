using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Telemetry.Backtest.Rules;

/// <summary>A Prometheus over a folder of blocks, on the loopback, that scrapes nothing; disposing ends it.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    // A server refuses ranges of more than 11,000 steps.
    private const long MaxSteps = 10_000;

    private static readonly TimeSpan ReadyPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(5) };

    private PrometheusServer(Process process, Uri address) => (_process, _client.BaseAddress) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address => _client.BaseAddress!;

    /// <summary>Starts one and waits until it answers.</summary>
    /// <exception cref="BacktestException">It does not.</exception>
    public static async Task<PrometheusServer> StartAsync(string program, string blocks, string config, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(config, "global: {}\n", cancellationToken);
        var address = FreeAddress();
        string[] arguments =
        [
            $"--config.file={config}", $"--storage.tsdb.path={blocks}", "--storage.tsdb.retention.time=100y", $"--web.listen-address={address.Authority}", "--log.level=error",
        ];
        var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new PrometheusServer(process, address);
        try
        {
            await server.WaitAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Moments at which an expression gives a value, by the labels of its series.</summary>
    /// <exception cref="BacktestException">The expression cannot be evaluated.</exception>
    public async Task<IReadOnlyDictionary<string, List<long>>> MomentsAsync(string expression, long fromMs, long toMs, long stepMs, CancellationToken cancellationToken)
    {
        var moments = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        for (var from = fromMs; from <= toMs; from += MaxSteps * stepMs)
        {
            using var answer = await AskAsync(expression, from, Math.Min(toMs, from + ((MaxSteps - 1) * stepMs)), stepMs, cancellationToken);
            foreach (var series in answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray())
            {
                var labels = series.GetProperty("metric").GetRawText();
                if (!moments.TryGetValue(labels, out var times)) moments[labels] = times = [];
                times.AddRange(series.GetProperty("values").EnumerateArray().Select(point => (long)Math.Round(point[0].GetDouble() * 1000)));
            }
        }

        return moments;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
    }

    private static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://{probe.LocalEndpoint}");
    }

    private static string Seconds(long timeMs) => (timeMs / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);

    private async Task<JsonDocument> AskAsync(string expression, long fromMs, long toMs, long stepMs, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["query"] = expression,
            ["start"] = Seconds(fromMs),
            ["end"] = Seconds(toMs),
            ["step"] = Seconds(stepMs),
        });
        using var answer = await _client.PostAsync(new Uri("/api/v1/query_range", UriKind.Relative), form, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text) : throw new BacktestException($"A rule cannot be evaluated: {text}");
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await IsReadyAsync(cancellationToken))
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(began) > ReadyPatience) throw new BacktestException("The prometheus on PATH does not start.");
            await Task.Delay(Poll, cancellationToken);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri("/-/ready", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
