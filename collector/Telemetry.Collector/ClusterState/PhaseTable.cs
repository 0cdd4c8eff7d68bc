using System.Text.Json;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.ClusterState;

/// <summary>Volumes, or claims on them: objects of which the phase is all that matters.</summary>
/// <param name="pool">Shares the phases.</param>
/// <param name="family">Family of the phases.</param>
/// <param name="label">Label that names one.</param>
/// <param name="usual">Phases that are no trouble.</param>
/// <param name="troubles">Phases that are, told as 0 where no object has them.</param>
internal sealed class PhaseTable(ReasonPool pool, string family, string label, string[] usual, string[] troubles) : ObjectTable<string>(MaxObjects)
{
    public const int MaxObjects = 100_000;

    /// <summary>A table of persistent volumes.</summary>
    public static PhaseTable OfVolumes(ReasonPool pool) =>
        new(pool, "kube_persistentvolume_status_phase", "persistentvolume", ["Available", "Bound", "Released"], ["Failed", "Pending"]);

    /// <summary>A table of claims.</summary>
    public static PhaseTable OfClaims(ReasonPool pool) =>
        new(pool, "kube_persistentvolumeclaim_status_phase", "persistentvolumeclaim", ["Bound"], ["Lost", "Pending"]);

    /// <inheritdoc/>
    public override void Write(StatePage page, long nowMs)
    {
        var phases = page.Family(family);
        foreach (var phase in (string[])[.. usual, .. troubles]) phases.Sum(0, new Label("phase", phase));
        foreach (var (key, phase) in Objects)
        {
            if (phase.Length == 0) continue;
            if (usual.Contains(phase)) phases.Sum(1, new Label("phase", phase));
            else phases.Name(1, key.Namespace.Length == 0 ? [new Label(label, key.Name)] : [new("namespace", key.Namespace), new(label, key.Name)], new Label("phase", phase));
        }
    }

    /// <inheritdoc/>
    protected override string Read(JsonElement document, string? before) => pool.Share(document.Child("status").Text("phase"));
}
