using System.Diagnostics.Metrics;

namespace Telemetry.Hosting.Reloading;

/// <summary>Whether the settings that stand in the file are the ones that hold.</summary>
internal sealed class ReloadMetrics
{
    private readonly Gauge<long> _successful;
    private readonly Gauge<double> _lastSuccess;
    private readonly Gauge<long> _needRestart;

    public ReloadMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Telemetry.Hosting");
        _successful = meter.CreateGauge<long>("telemetry.hosting.config.last_reload.successful", "{reload}", "1 where the settings that were read last hold, 0 where they were refused.");
        _lastSuccess = meter.CreateGauge<double>("telemetry.hosting.config.last_reload.success_time", "s", "When settings that hold were read, Unix time.");
        _needRestart = meter.CreateGauge<long>("telemetry.hosting.config.restart_needed", "{key}", "Keys that differ from what holds until a restart.");
    }

    /// <summary>Notes settings that hold.</summary>
    public void Loaded(DateTimeOffset time, int needRestart)
    {
        _successful.Record(1);
        _lastSuccess.Record(time.ToUnixTimeMilliseconds() / 1000.0);
        _needRestart.Record(needRestart);
    }

    /// <summary>Notes settings that were refused.</summary>
    public void Refused() => _successful.Record(0);
}
