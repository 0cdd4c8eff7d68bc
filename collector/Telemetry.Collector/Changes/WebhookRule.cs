using System.Globalization;
using System.Text.Json;
using Telemetry.Collector.ClusterState;
using Telemetry.Contracts.Changes;

namespace Telemetry.Collector.Changes;

/// <summary>Webhook configurations: they come and go, and what decides over requests: who is asked, how long, and what a failure does.</summary>
internal sealed class WebhookRule(string kind, string resource) : ChangeRule(kind, resource)
{
    private const int MaxWebhooks = 200;
    private const int Webhooks = 0;
    private const int Generation = 1;

    /// <inheritdoc/>
    public override bool TellsPresence => true;

    /// <inheritdoc/>
    public override KnownObject? Read(ObjectKey key, JsonElement document) => new(
        UidOf(document),
        string.Join('\n', document.Items("webhooks").Take(MaxWebhooks).Select(Describe)),
        document.Child("metadata").Number("generation").ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override IEnumerable<Difference> Compare(KnownObject before, KnownObject now)
    {
        if (before.Values[Webhooks] == now.Values[Webhooks]) return [];
        var (gone, come) = TextLines.Difference(before.Values[Webhooks], now.Values[Webhooks]);
        return [new Difference(ChangeSubjects.Contents, gone, come, $"{now.Uid}/{now.Values[Generation]}", $"generation {before.Values[Generation]} → {now.Values[Generation]}")];
    }

    /// <inheritdoc/>
    public override string ComponentOf(ObjectKey key, Func<string, string?> ofName) => "admission-webhook";

    private static string Describe(JsonElement webhook)
    {
        var (client, service) = (webhook.Child("clientConfig"), webhook.Child("clientConfig").Child("service"));
        var address = service.ValueKind == JsonValueKind.Object
            ? $"{service.Text("namespace")}/{service.Text("name")}{service.Text("path")}"
            : client.Text("url");
        return string.Create(CultureInfo.InvariantCulture,
            $"{webhook.Text("name")} failurePolicy={webhook.Text("failurePolicy")} timeoutSeconds={webhook.Number("timeoutSeconds", 10)} to={address} rules={webhook.Items("rules").Count()}");
    }
}
