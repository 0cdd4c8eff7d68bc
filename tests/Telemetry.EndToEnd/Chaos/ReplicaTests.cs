using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Telemetry.EndToEnd.Line;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.EndToEnd.Chaos;

/// <summary>Several members of alerting over a real broker: what one accepts is told once, whoever lives to tell it.</summary>
[Collection(RealTime.Name)]
public sealed class ReplicaTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly string[] Members = ["alerting-a", "alerting-b", "alerting-c"];

    private WebhookStandIn _hook = null!;
    private PagerDutyStandIn _pager = null!;

    public async Task InitializeAsync()
    {
        _hook = await WebhookStandIn.StartAsync();
        _pager = await PagerDutyStandIn.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _hook.DisposeAsync();
        await _pager.DisposeAsync();
    }

    // P23, X9, X10, X11 and the fencing in one cluster, because a broker and three processes take longer to start than to test.
    [ServerFact("npm", "java")]
    public async Task Members_ThreeOverABroker_TellEachAlertOnceWhoeverDies()
    {
        await using var cluster = await ChaosCluster.StartAsync(_hook, _pager, Members, groupWait: TimeSpan.FromSeconds(2));
        await cluster.ReadyAsync(Deadline);

        await PostAsync(cluster, 0, "p23");
        await ToldAsync("p23", cluster);

        // X9: slower than any patience between members would be.
        _hook.AnswerNext(StandInAnswer.Silence);
        await PostAsync(cluster, 1, "x9");
        await ToldAsync("x9", cluster);

        // X10: fails for a while.
        _hook.AnswerNext(StandInAnswer.Status(500), StandInAnswer.Status(500), StandInAnswer.Status(500));
        await PostAsync(cluster, 2, "x10");
        await ToldAsync("x10", cluster);

        // X11 and P23's second half: the member that owns the partition dies with what was accepted still untold.
        await Eventually.TrueAsync(() => cluster.Owner is not null, Deadline, cluster.Tail);
        var owner = cluster.Owner!;
        await PostAsync(cluster, Array.IndexOf(Members, owner), "x11");
        await cluster.EndAsync(owner);
        await ToldAsync("x11", cluster);

        // A member that is frozen with a message on its way loses its partition without knowing it; when it goes on, it says nothing more.
        var frozen = await NextOwnerAsync(cluster, owner);
        var other = Members.Single(member => member != owner && member != frozen);
        _hook.AnswerNext(StandInAnswer.Silence);
        await PostAsync(cluster, Array.IndexOf(Members, other), "frozen");
        await Eventually.TrueAsync(() => RequestsOf("frozen").Any(), Deadline, cluster.Tail);
        cluster.Freeze(frozen);
        await ToldAsync("frozen", cluster);
        cluster.Thaw(frozen);
        await Eventually.TrueAsync(async () => await PendingAsync(cluster, frozen) + await PendingAsync(cluster, other) == 0, Deadline, cluster.Tail);
        Assert.Equal(2, RequestsOf("frozen").Count());

        // And it is a member again: it alone can tell this.
        await cluster.EndAsync(other);
        await PostAsync(cluster, Array.IndexOf(Members, frozen), "thawed");
        await ToldAsync("thawed", cluster);
        Assert.Equal(2, RequestsOf("frozen").Count());
        foreach (var name in new[] { "p23", "x9", "x10", "x11", "frozen", "thawed" }) Assert.Single(Ids(name));
    }

    // Messages that a member has still to send, or to write down that it did.
    private static async Task<double> PendingAsync(ChaosCluster cluster, string member)
    {
        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri(cluster.Addresses[Array.IndexOf(Members, member)], "/metrics"));
        return page.Split('\n').Where(line => line.StartsWith("telemetry_alerting_outbox_pending{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    private static async Task<string> NextOwnerAsync(ChaosCluster cluster, string ended)
    {
        await Eventually.TrueAsync(() => cluster.Owner is { } owner && owner != ended, Deadline, cluster.Tail);
        return cluster.Owner!;
    }

    private Task ToldAsync(string name, ChaosCluster cluster) =>
        Eventually.TrueAsync(() => _hook.Messages.Any(message => NameOf(message) == name), Deadline, () => $"{name} was not told\n{cluster.Tail()}");

    private IEnumerable<string> Ids(string name) => RequestsOf(name).Select(request => request.Headers["webhook-id"]).Distinct();

    private IEnumerable<StandInRequest> RequestsOf(string name) => _hook.Requests.Where(request => NameOf(request.Text) == name);

    private static string NameOf(string message) => JsonNode.Parse(message)!["groupLabels"]!["alertname"]!.GetValue<string>();

    private static async Task PostAsync(ChaosCluster cluster, int member, string name)
    {
        using var client = new HttpClient();
        using var body = new StringContent($$$"""[{"labels":{"alertname":"{{{name}}}"}}]""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(cluster.Addresses[member], "/api/v2/alerts"), body);
        answer.EnsureSuccessStatusCode();
    }
}
