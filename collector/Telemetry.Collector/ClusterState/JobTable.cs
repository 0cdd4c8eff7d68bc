using System.Text.Json;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.ClusterState;

/// <summary>Jobs: those that failed, and pods of jobs that run or failed.</summary>
internal sealed class JobTable(ReasonPool pool) : ObjectTable<JobState>(MaxJobs)
{
    public const int MaxJobs = 50_000;

    /// <inheritdoc/>
    public override void Write(StatePage page, long nowMs)
    {
        var (failed, failures, active) = (page.Family("kube_job_failed"), page.Family("kube_job_status_failed"), page.Family("kube_job_status_active"));
        failed.Sum(0, new Label("condition", "true"));
        failures.Sum(0);
        active.Sum(0);
        foreach (var (key, job) in Objects)
        {
            Label[] names = [new("namespace", key.Namespace), new("job_name", key.Name)];
            if (job.IsFailed) failed.Name(1, names, new Label("condition", "true"));
            if (job.Failures > 0) failures.Name(job.Failures, names, new Label("reason", job.Reason));
            active.Sum(job.Active);
        }
    }

    /// <inheritdoc/>
    protected override JobState Read(JsonElement document, JobState? before)
    {
        var (status, failed) = (document.Child("status"), document.Condition("Failed"));
        return new JobState(status.Number("active"), status.Number("failed"), failed.Text("status") == "True", pool.Share(failed.Text("reason")));
    }
}

/// <summary>What is kept of a job.</summary>
/// <param name="Active">Pods that run.</param>
/// <param name="Failures">Pods that failed.</param>
/// <param name="IsFailed">Whether it was given up.</param>
/// <param name="Reason">Why.</param>
internal sealed record JobState(long Active, long Failures, bool IsFailed, string Reason);
