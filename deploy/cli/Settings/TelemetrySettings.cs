using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting;
using Telemetry.Catalog;
using Telemetry.Collector;
using Telemetry.Collector.Discovery;
using Telemetry.Collector.Scraping;
using Telemetry.Detector;
using Telemetry.Detector.Observing;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Hosting.Running;
using Telemetry.Series;
using Telemetry.Transport.Kafka;
using Telemetry.Transport.Storage;

namespace Telemetry.Cli.Settings;

/// <summary>The whole settings file: one schema for every role. <c>docs/configuration.md</c> lists the keys.</summary>
internal class TelemetrySettings : IValidatableObject
{
    public ClusterOptions Cluster { get; set; } = new();

    /// <summary>What is scraped, with Prometheus's keys.</summary>
    public IList<ScrapeConfigOptions> ScrapeConfigs { get; set; } = [];

    /// <summary>Finds what to scrape through a cluster's API server; <c>{}</c> inside a pod finds every part of its control plane.</summary>
    public KubernetesOptions? Kubernetes { get; set; }

    public CollectorSettings Collector { get; set; } = new();

    public CatalogOptions Catalog { get; set; } = new();

    public TransportSettings Transport { get; set; } = new();

    /// <summary>Needed for <c>transport.kind: kafka</c>, and by <c>telemetry topics</c>.</summary>
    public KafkaOptions? Kafka { get; set; }

    public StorageOptions Storage { get; set; } = new();

    public DetectorOptions Detector { get; set; } = new();

    public AlertingOptions Alerting { get; set; } = new();

    public QueryOptions Query { get; set; } = new();

    public WebOptions Web { get; set; } = new();

    public LogOptions Log { get; set; } = new();

    public OtlpOptions Otlp { get; set; } = new();

    /// <summary>Relations between sections.</summary>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Transport.Kind == TransportKind.Kafka && Kafka is null)
            yield return new ValidationResult("transport.kind kafka needs a section kafka; write kafka.properties with bootstrap.servers.", [nameof(Kafka)]);
        foreach (var broken in RoleHost.CollectorOptionsOf(this).Validate(validationContext)) yield return broken;
        foreach (var misfit in Misfits()) yield return new ValidationResult(misfit, [nameof(Detector)]);
    }

    // Signals come from the catalog, detectors and forecasters from the build.
    private IEnumerable<string> Misfits()
    {
        if (Detector.Detectors.Count + Detector.Forecasters.Count == 0) return [];
        return
        [
            .. ErrorsOf(catalog => LevelDetectors.Of(Detector.Detectors, DetectorAdapters.Sources, catalog)),
            .. ErrorsOf(catalog => SignalForecasters.Of(Detector.Forecasters, DetectorAdapters.ForecasterSources, catalog)),
        ];
    }

    private IReadOnlyList<string> ErrorsOf(Action<SignalCatalog> resolve)
    {
        try
        {
            resolve(Catalog.Load());
            return [];
        }
        catch (CatalogException misfits)
        {
            return misfits.Errors;
        }
    }
}
