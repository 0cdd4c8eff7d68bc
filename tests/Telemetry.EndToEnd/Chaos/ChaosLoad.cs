using System.Globalization;
using System.Text;

namespace Telemetry.EndToEnd.Chaos;

/// <summary>
/// Posts alerts as a careful client does: again, at any replica, until one has answered that it accepted; the end only once the receiver
/// has heard of the alert, since one that ends before anybody could be told is told to nobody.
/// </summary>
internal sealed class ChaosLoad(ChaosCluster cluster, ChaosSinks sinks, Random random) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Few enough that the pager's own limit is not what is measured.
    private const int CriticalOneIn = 10;

    private readonly HttpClient _client = new() { Timeout = Patience };
    private readonly List<string> _accepted = [];
    private readonly HashSet<string> _ended = [];
    private int _posted;

    /// <summary>Alerts that were accepted.</summary>
    public IReadOnlyList<string> Accepted => _accepted;

    /// <summary>Of those, the ones that a pager is told of too.</summary>
    public IEnumerable<string> Critical => _accepted.Where(IsCritical);

    /// <summary>Posts until cancelled, then ends everything that the receiver has heard of.</summary>
    public async Task RunAsync(CancellationToken posting, CancellationToken cancellationToken)
    {
        while (!posting.IsCancellationRequested)
        {
            await BeginAsync(cancellationToken);
            await EndAsync(cancellationToken);
            await Task.Delay(Pace, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Ends one alert that the receiver has heard of; whether there was one.</summary>
    public async Task<bool> EndAsync(CancellationToken cancellationToken)
    {
        if (_accepted.Find(name => !_ended.Contains(name) && sinks.HasHeardOf(name, IsCritical(name))) is not { } ending) return false;
        var now = TimeProvider.System.GetUtcNow();
        await PostAsync(ending, now.AddSeconds(-1), now, cancellationToken);
        _ended.Add(ending);
        return true;
    }

    /// <summary>Whether every accepted alert was ended.</summary>
    public bool IsOver => _ended.Count == _accepted.Count;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"a{++_posted}");
        var now = TimeProvider.System.GetUtcNow();
        await PostAsync(name, now, now.AddHours(2), cancellationToken);
        _accepted.Add(name);
    }

    private async Task PostAsync(string name, DateTimeOffset startsAt, DateTimeOffset endsAt, CancellationToken cancellationToken)
    {
        var body = $$"""[{"labels":{"alertname":"{{name}}","severity":"{{(IsCritical(name) ? "critical" : "warning")}}"},"startsAt":"{{startsAt:O}}","endsAt":"{{endsAt:O}}"}]""";
        while (!await IsAcceptedAsync(body, cancellationToken)) await Task.Delay(Pace, TimeProvider.System, cancellationToken);
    }

    private async Task<bool> IsAcceptedAsync(string body, CancellationToken cancellationToken)
    {
        var replica = cluster.Addresses[random.Next(cluster.Addresses.Count)];
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await _client.PostAsync(new Uri(replica, "/api/v2/alerts"), content, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static bool IsCritical(string name) => int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture) % CriticalOneIn == 0;
}
