using Telemetry.Alerting.Receivers;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Rig;

/// <summary>Settings that point at stand-ins, with the secret files they need; the files go with it.</summary>
internal sealed class ReceiverSettings : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telemetry-alerting-");

    /// <summary>A routing key of the right form.</summary>
    public const string RoutingKey = "0123456789abcdef0123456789abcdef";

    /// <summary>A receiver that pages.</summary>
    public ReceiverOptions Pager(PagerDutyStandIn standIn, string name = "pager", bool sendTickets = false) => new()
    {
        Name = name,
        PagerDuty = [new() { Url = standIn.Url.ToString(), RoutingKeyFile = Write("routing-key", RoutingKey), SendTickets = sendTickets }],
    };

    /// <summary>A receiver that posts signed messages.</summary>
    public ReceiverOptions Hook(WebhookStandIn standIn, string name = "hook") => new()
    {
        Name = name,
        Webhook = [new() { Url = standIn.Url.ToString(), SecretFile = Write($"{name}-secret", standIn.Secret) }],
    };

    /// <summary>A receiver that tells an Alertmanager.</summary>
    public static ReceiverOptions Alertmanager(Uri url, string name = "alertmanager") => new() { Name = name, Alertmanager = [new() { Url = url.ToString() }] };

    /// <summary>Everything to the first of the receivers; the others stand by.</summary>
    public static AlertingOptions ToFirst(params ReceiverOptions[] receivers) =>
        new() { Route = new() { Receiver = receivers[0].Name }, Receivers = [.. receivers] };

    /// <summary>Everything to all receivers.</summary>
    public static AlertingOptions ToAll(params ReceiverOptions[] receivers) => new()
    {
        Route = new() { Receiver = receivers[0].Name, Routes = [.. receivers.Select(receiver => new Telemetry.Alerting.Routing.RouteOptions { Receiver = receiver.Name, Continue = true })] },
        Receivers = [.. receivers],
    };

    /// <summary>Writes a secret's file.</summary>
    public string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content + "\n");
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
