using System.Net.Http.Headers;
using Telemetry.Collector.Recordings;
using Telemetry.Collector.Recordings.History;

namespace Telemetry.Cli.Backtesting;

/// <summary>What a Prometheus has kept, as a recording in a folder: one that is thrown away afterwards, unless it is to be kept.</summary>
internal sealed class PrometheusHistory : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly bool _isTemporary;

    private PrometheusHistory(string folder, bool isTemporary) => (Folder, _isTemporary) = (folder, isTemporary);

    /// <summary>Folder of the recording.</summary>
    public string Folder { get; }

    /// <summary>Reads the history.</summary>
    /// <exception cref="RecordingException">It cannot be read or written.</exception>
    public static async Task<PrometheusHistory> ReadAsync(PrometheusRequest request, Action<double> progress, CancellationToken cancellationToken)
    {
        if (request.Keep is { } kept && File.Exists(Path.Combine(kept, RecordingManifest.FileName))) throw new RecordingException($"{kept} holds a recording already; name another folder.");
        var history = new PrometheusHistory(request.Keep ?? Directory.CreateTempSubdirectory("telemetry-backtest-").FullName, request.Keep is null);
        try
        {
            using var client = new HttpClient { Timeout = Timeout };
            if (request.TokenFile is { } file) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(file, cancellationToken)).Trim());
            await new HistoryRecorder(client, request.Address, request.Catalog).RecordAsync(
                history.Folder, request.From.ToUnixTimeMilliseconds(), request.To.ToUnixTimeMilliseconds(), progress, cancellationToken);
            return history;
        }
        catch
        {
            history.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTemporary) Directory.Delete(Folder, recursive: true);
    }
}
