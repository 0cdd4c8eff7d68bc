using System.Text.Json;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.ClusterState;

/// <summary>Stateful sets, or daemon sets: pods wanted and pods ready.</summary>
/// <param name="label">Label that names one.</param>
/// <param name="wantedFamily">Family of pods wanted.</param>
/// <param name="readyFamily">Family of pods ready.</param>
/// <param name="read">Pods wanted and ready, from a document.</param>
internal sealed class SetTable(string label, string wantedFamily, string readyFamily, Func<JsonElement, (long Wanted, long Ready)> read)
    : ObjectTable<SetState>(MaxSets)
{
    public const int MaxSets = 50_000;

    /// <summary>A table of stateful sets.</summary>
    public static SetTable OfStatefulSets() => new("statefulset", "kube_statefulset_replicas", "kube_statefulset_status_replicas_ready",
        static document => (document.Child("spec").Number("replicas", 1), document.Child("status").Number("readyReplicas")));

    /// <summary>A table of daemon sets.</summary>
    public static SetTable OfDaemonSets() => new("daemonset", "kube_daemonset_status_desired_number_scheduled", "kube_daemonset_status_number_ready",
        static document => (document.Child("status").Number("desiredNumberScheduled"), document.Child("status").Number("numberReady")));

    /// <inheritdoc/>
    public override void Write(StatePage page, long nowMs)
    {
        var (wanted, ready) = (page.Family(wantedFamily), page.Family(readyFamily));
        wanted.Sum(0);
        ready.Sum(0);
        foreach (var (key, set) in Objects)
        {
            if (set.Ready >= set.Wanted)
            {
                wanted.Sum(set.Wanted);
                ready.Sum(set.Ready);
                continue;
            }

            Label[] names = [new("namespace", key.Namespace), new(label, key.Name)];
            wanted.Name(set.Wanted, names);
            ready.Name(set.Ready, names);
        }
    }

    /// <inheritdoc/>
    protected override SetState Read(JsonElement document, SetState? before)
    {
        var (wanted, ready) = read(document);
        return new SetState(wanted, ready);
    }
}

/// <summary>What is kept of a stateful or daemon set.</summary>
/// <param name="Wanted">Pods asked for.</param>
/// <param name="Ready">Pods ready.</param>
internal sealed record SetState(long Wanted, long Ready);
