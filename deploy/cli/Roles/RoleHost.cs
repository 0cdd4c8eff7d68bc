using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Alerting;
using Telemetry.Alerting.Runbooks;
using Telemetry.Catalog;
using Telemetry.Cli.Settings;
using Telemetry.Collector;
using Telemetry.Collector.Pages;
using Telemetry.Detector;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Hosting.Reloading;
using Telemetry.Hosting.Running;
using Telemetry.Hosting.Settings;
using Telemetry.Kubernetes.Access;
using Telemetry.Series;
using Telemetry.Transport;

namespace Telemetry.Cli;

/// <summary>One process: the transport, the given roles on it, and their pages.</summary>
internal static class RoleHost
{
    /// <summary>Builds the host of a process; nothing runs yet.</summary>
    /// <param name="roles">What it does.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="load">Reads the settings again, for a reload.</param>
    /// <exception cref="KubernetesAccessException">There is no way to the API server that the settings need; the message names the cure.</exception>
    /// <exception cref="TransportException">The transport cannot be opened, or lacks what the roles need; the message names the cure.</exception>
    public static async Task<WebApplication> BuildAsync(Roles roles, TelemetrySettings settings, Func<SettingsResult<TelemetrySettings>> load)
    {
        var diagnostics = new DiagnosticsOptions { Log = settings.Log, Otlp = settings.Otlp };
        var builder = TelemetryHost.CreateBuilder(roles.ToSubcommand(), settings.Web, diagnostics);
#if CARD_PACKAGES
        Hosting.PrometheusNet.PrometheusNetRegistration.AddPrometheusNetMetricsPage(builder.Services);
#endif
        var catalog = settings.Catalog.Load();
        builder.Services.AddSingleton(catalog);
        var transport = TransportSource.Of(settings, roles.Streams());
        transport.AddTo(builder.Services);
        if (roles.HasFlag(Roles.Collector)) await AddCollectorAsync(builder.Services, settings);
        if (settings.Transport.Kind == TransportKind.Embedded) builder.Services.AddSingleton(PatientStreamsOf);
        if (roles.HasFlag(Roles.Detector)) builder.Services.AddDetectorAdapters().AddDetector(settings.Detector).AddDetectorPulse();
        if (roles.HasFlag(Roles.Alerting)) builder.Services.AddSingleton(GuidesOf(catalog)).AddAlerting(settings.Alerting, ExternalUrlOf(settings), ReplicaOf(settings));
        if (roles.HasFlag(Roles.Query)) builder.Services.AddQuery(settings.Query);

        builder.Services.AddReloading(provider => new SettingsReload(settings, load, provider.GetService<CollectorReload>(), provider.GetService<AlertingReload>()));

        var application = builder.Build();
        await transport.OpenAsync(application.Services);
        application.MapHostPages();
        application.MapReloading();
        if (roles.HasFlag(Roles.Collector)) application.MapCollector();
        if (roles.HasFlag(Roles.Alerting)) application.MapAlerting();
        if (roles.HasFlag(Roles.Query)) application.MapQuery();
        return application;
    }

    /// <summary>The collector's settings, gathered from the sections of the file.</summary>
    public static CollectorOptions CollectorOptionsOf(TelemetrySettings settings) => new()
    {
        Cluster = settings.Cluster.Name,
        ScrapeConfigs = settings.ScrapeConfigs,
        Kubernetes = settings.Kubernetes,
        Collector = settings.Collector,
        SpoolFolder = settings.Transport.Kind == TransportKind.Kafka && settings.Collector.SendBufferDiskBytes > 0 ? settings.Storage.Path : null,
    };

    private static async Task AddCollectorAsync(IServiceCollection services, TelemetrySettings settings)
    {
        await services.AddClusterAsync(settings);
        services.AddCollector(CollectorOptionsOf(settings)).AddSignalWatch();
    }

    private static RuleGuides GuidesOf(SignalCatalog catalog) => new(catalog.Signals.Where(signal => signal.Runbook.Length + signal.Owner.Length > 0)
        .ToDictionary(signal => signal.Id, signal => new RuleGuide(signal.Runbook, signal.Owner), StringComparer.Ordinal));

    // The disk of a process is full for all that is in it: what the detector has found waits, and alerting tells of the disk.
    private static DetectorStreams PatientStreamsOf(IServiceProvider provider) =>
        new(ActivatorUtilities.CreateInstance<PatientTransport>(provider));

    // Embedded, a process has its streams to itself.
    private static string ReplicaOf(TelemetrySettings settings) =>
        settings.Transport.Kind == TransportKind.Kafka ? $"{Environment.MachineName}-{Environment.ProcessId}" : "";

    private static Uri ExternalUrlOf(TelemetrySettings settings) =>
        settings.Web.ExternalUrl ?? new Uri($"http://{(settings.Web.ListenAddress.StartsWith(':') ? "127.0.0.1" : "")}{settings.Web.ListenAddress}/");
}
