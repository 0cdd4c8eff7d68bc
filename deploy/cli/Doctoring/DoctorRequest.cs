using Microsoft.Extensions.DependencyInjection;
using Telemetry.Cli.Settings;
using Telemetry.Collector.Doctor;
using Telemetry.Collector.Recordings;
using Telemetry.Kubernetes.Access;

namespace Telemetry.Cli.Doctoring;

/// <summary>What <c>telemetry doctor</c> is asked to look at.</summary>
internal sealed record DoctorRequest(string? Path, string? Component, TelemetrySettings Settings)
{
    /// <summary>Why there is nothing to look at, with the cure; null where there is.</summary>
    public string? Refusal
    {
        get
        {
            if (Component is { } name && Settings.Catalog.Load().Topology is var topology && topology.Find(name) is null)
                return $"--component {name}: there is none of that name; it is one of {string.Join(", ", topology.Components.Select(component => component.Name))}.";
            if (Path is null) return Settings.ScrapeConfigs.Count == 0 && Settings.Kubernetes is null ? "There is nothing to examine: name a recording, a folder of pages or a page, or settings with scrape_configs or a section kubernetes (--config FILE)." : null;
            return Directory.Exists(Path) || File.Exists(Path) ? null : $"{Path} is not there: name a recording, a folder of pages or a page.";
        }
    }

    /// <exception cref="RecordingException">The folder holds no readable recording.</exception>
    /// <exception cref="KubernetesAccessException">There is no way to the API server that the settings need.</exception>
    public async Task<DoctorReport> ExamineAsync(CancellationToken cancellationToken)
    {
        var doctor = new ClusterDoctor(Settings.Catalog.Load(), TimeProvider.System);
        if (Path is null)
        {
            var clients = new ServiceCollection();
            await clients.AddClusterAsync(Settings);
            return await doctor.ExamineTargetsAsync(RoleHost.CollectorOptionsOf(Settings), clients, cancellationToken);
        }

        return File.Exists(System.IO.Path.Combine(Path, RecordingManifest.FileName))
            ? await doctor.ExamineRecordingAsync(Path, cancellationToken)
            : doctor.ExamineFiles(Path, Component, cancellationToken);
    }
}
