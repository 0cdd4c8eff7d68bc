using Telemetry.Alerting;
using Telemetry.Collector;
using Telemetry.Hosting.Reloading;
using Telemetry.Hosting.Settings;

namespace Telemetry.Cli.Settings;

/// <summary>Reads the settings of a running process again. What cannot change while it runs is named and stays as it was.</summary>
internal sealed class SettingsReload : ISettingsReload
{
    /// <summary>Keys that a reload changes, with all below them; <c>docs/configuration.md</c> lists them.</summary>
    public static readonly IReadOnlyList<string> Reloadable =
    [
        "scrape_configs", "kubernetes.scrape_interval", "kubernetes.scrape_timeout", "kubernetes.body_size_limit", "kubernetes.kubelet",
        "kubernetes.apiserver", "kubernetes.etcd", "kubernetes.scheduler", "kubernetes.controller_manager", "kubernetes.coredns",
        "kubernetes.pods", "kubernetes.endpoint_slices", "kubernetes.pod_annotations", "collector.shard", "collector.shard_handover", "collector.max_targets", "collector.adaptive",
        "alerting.route", "alerting.receivers", "alerting.config_file", "alerting.inhibit_rules", "alerting.time_intervals", "alerting.templates", "alerting.resolve_timeout",
    ];

    private const string AlertingSection = "alerting.";

    private readonly TelemetrySettings _started;
    private readonly Func<SettingsResult<TelemetrySettings>> _read;
    private readonly CollectorReload? _collector;
    private readonly AlertingReload? _alerting;
    private TelemetrySettings _current;

    /// <param name="started">Settings that the process was started with.</param>
    /// <param name="read">Reads the file and the arguments again.</param>
    /// <param name="collector">The collector, where this process is one.</param>
    /// <param name="alerting">Alerting, where this process does it.</param>
    public SettingsReload(TelemetrySettings started, Func<SettingsResult<TelemetrySettings>> read, CollectorReload? collector, AlertingReload? alerting) =>
        (_started, _current, _read, _collector, _alerting) = (started, started, read, collector, alerting);

    /// <inheritdoc/>
    public ReloadOutcome Reload()
    {
        var result = _read();
        if (result.Settings is not { } settings) return new([.. result.Errors.Select(error => error.ToString())], [], []);
        // The name is part of every target's identity, and the cluster may have given it itself.
        if (settings.Cluster.Name.Length == 0) settings.Cluster.Name = _started.Cluster.Name;
        var changed = SettingsChanges.Between(_current, settings).Where(IsReloadable).ToList();
        var needRestart = SettingsChanges.Between(_started, settings).Where(key => !IsReloadable(key)).ToList();
        _current = settings;
        settings.Cluster = _started.Cluster;
        // Always, as in Alertmanager: files that the settings name may have changed, and the timers of groups count anew.
        _alerting?.Apply(settings.Alerting);
        if (changed.Exists(key => !key.StartsWith(AlertingSection, StringComparison.Ordinal))) _collector?.Apply(RoleHost.CollectorOptionsOf(settings));
        return new([], changed, needRestart);
    }

    private static bool IsReloadable(string key) =>
        Reloadable.Any(prefix => key == prefix || key.StartsWith(prefix + ".", StringComparison.Ordinal));
}
