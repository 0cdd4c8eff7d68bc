using System.Text;

namespace Telemetry.EndToEnd.Chaos;

/// <summary>Posts alerts at any replica.</summary>
internal sealed class ChaosAlerts(ChaosCluster cluster, Random random) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Lasting = TimeSpan.FromHours(2);

    private readonly HttpClient _client = new() { Timeout = Patience };

    /// <summary>Posts that an alert fires, or that it is over; whether it was accepted.</summary>
    public async Task<bool> TryPostAsync(ChaosThing alert, bool isOver, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var startsAt = isOver ? now.AddSeconds(-1) : now;
        var endsAt = isOver ? now : now + Lasting;
        var severity = alert.IsCritical ? "critical" : "warning";
        var body = $$"""[{"labels":{"alertname":"{{alert.Name}}","severity":"{{severity}}"},"startsAt":"{{startsAt:O}}","endsAt":"{{endsAt:O}}"}]""";
        var replica = cluster.Addresses[random.Next(cluster.Addresses.Count)];
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await _client.PostAsync(new Uri(replica, "/api/v2/alerts"), content, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
