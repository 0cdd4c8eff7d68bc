using Microsoft.Extensions.Logging;
using Telemetry.Credentials;

namespace Telemetry.Collector.Scraping;

/// <summary>
/// The connections to all targets. Targets at one address with one set of credentials share theirs: the four pages of a kubelet, or
/// every page that the API server's node proxy hands on. As many entries as targets that are open, at most. Safe for concurrent use.
/// </summary>
internal sealed partial class ScrapeConnections(CollectorMetrics metrics, ILogger<ScrapeConnections> logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Key, Shared> _open = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Connections for one target, until disposed.</summary>
    public ScrapeConnection Open(ScrapeTarget target)
    {
        var key = new Key(target.Url.Scheme, target.Url.Authority, target.Security);
        lock (_lock)
        {
            if (!_open.TryGetValue(key, out var shared)) _open.Add(key, shared = new Shared(new ScrapeHttp(target.Security)));
            shared.Users++;
            if (IsUnverified(key)) Tell(target);
            return new ScrapeConnection(shared.Http, () => Close(key));
        }
    }

    private void Close(Key key)
    {
        lock (_lock)
        {
            if (IsUnverified(key)) metrics.Unverified(-1);
            var shared = _open[key];
            if (--shared.Users > 0) return;
            _open.Remove(key);
            shared.Http.Dispose();
        }
    }

    private void Tell(ScrapeTarget target)
    {
        metrics.Unverified(1);
        if (_told.Add(target.Id.Job)) Log.Unverified(logger, target.Id.Job, target.Url.Authority);
    }

    private static bool IsUnverified(Key key) => key.Security.SkipVerify && key.Scheme == Uri.UriSchemeHttps;

    private sealed record Key(string Scheme, string Authority, HttpSecurity Security);

    private sealed class Shared(ScrapeHttp http)
    {
        public ScrapeHttp Http => http;

        public int Users { get; set; }
    }
}
