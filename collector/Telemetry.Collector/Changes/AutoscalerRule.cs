using System.Globalization;
using System.Text.Json;
using Telemetry.Collector.ClusterState;
using Telemetry.Contracts.Changes;

namespace Telemetry.Collector.Changes;

/// <summary>Horizontal pod autoscalers: each time one scales.</summary>
internal sealed class AutoscalerRule() : ChangeRule("HorizontalPodAutoscaler", ClusterResources.Autoscalers)
{
    private const int Desired = 0;
    private const int LastScale = 1;
    private const int Target = 2;

    /// <inheritdoc/>
    public override KnownObject? Read(ObjectKey key, JsonElement document)
    {
        var (status, target) = (document.Child("status"), document.Child("spec").Child("scaleTargetRef"));
        return new KnownObject(
            UidOf(document),
            status.Number("desiredReplicas").ToString(CultureInfo.InvariantCulture),
            status.Text("lastScaleTime"),
            $"{target.Text("kind")} {target.Text("name")}");
    }

    /// <inheritdoc/>
    public override IEnumerable<Difference> Compare(KnownObject before, KnownObject now)
    {
        if (before.Uid != now.Uid || before.Values[Desired] == now.Values[Desired]) return [];
        return [new Difference(ChangeSubjects.Replicas, before.Values[Desired], now.Values[Desired], $"{now.Uid}/{now.Values[LastScale]}", now.Values[Target])];
    }

    /// <inheritdoc/>
    public override string ComponentOf(ObjectKey key, Func<string, string?> ofName) => key.Namespace == "kube-system" ? "" : ofName("app") ?? "";
}
