using System.Text.Json;
using Telemetry.Collector.ClusterState;
using Telemetry.Contracts.Changes;

namespace Telemetry.Collector.Changes;

/// <summary>CoreDNS's ConfigMap: the lines of its Corefile. Nothing else of it is read, and no other ConfigMap.</summary>
internal sealed class CorefileRule() : ChangeRule("ConfigMap", ClusterResources.ConfigMaps)
{
    /// <summary>Most characters of a Corefile that are compared; what is behind them changes unseen.</summary>
    public const int MaxLength = 64 * 1024;

    private const int Corefile = 0;
    private const int Revision = 1;

    /// <inheritdoc/>
    public override bool TellsPresence => true;

    /// <inheritdoc/>
    public override KnownObject? Read(ObjectKey key, JsonElement document)
    {
        if (key is not { Namespace: "kube-system", Name: "coredns" }) return null;
        var text = document.Child("data").Text("Corefile");
        return new KnownObject(UidOf(document), text[..Math.Min(text.Length, MaxLength)], document.Child("metadata").Text("resourceVersion"));
    }

    /// <inheritdoc/>
    public override IEnumerable<Difference> Compare(KnownObject before, KnownObject now)
    {
        if (before.Values[Corefile] == now.Values[Corefile]) return [];
        var (gone, come) = TextLines.Difference(before.Values[Corefile], now.Values[Corefile]);
        return [new Difference(ChangeSubjects.Contents, gone, come, $"{now.Uid}/{now.Values[Revision]}", gone.Length + come.Length == 0 ? "lines moved" : "Corefile")];
    }

    /// <inheritdoc/>
    public override string ComponentOf(ObjectKey key, Func<string, string?> ofName) => "coredns";
}
