using Telemetry.Detection.Correlation;

namespace Telemetry.Backtest.Running;

/// <summary>One component as a target of the correlation: the findings of one row of its series are one scrape.</summary>
internal sealed class ComponentTrack(string component)
{
    private readonly List<SignalFinding> _findings = [];
    private readonly StepEstimate _step = new();
    private long _lastMs = long.MinValue;
    private bool _hasSample;

    /// <summary>Takes a series' verdict on the present row.</summary>
    public void Take(SignalFinding? finding)
    {
        _hasSample = true;
        if (finding is not null) _findings.Add(finding);
    }

    /// <summary>
    /// The scrape of the row, or null. A component of which a row says nothing is still there: a heartbeat a step says so, so that
    /// nobody waits for it or misses it.
    /// </summary>
    public ScrapeFinding? End(long timeMs)
    {
        var distanceMs = _lastMs == long.MinValue ? 0 : timeMs - _lastMs;
        if (!_hasSample && (_lastMs == long.MinValue || distanceMs < _step.Ms)) return null;
        if (_hasSample && distanceMs > 0) _step.Add(distanceMs);
        _lastMs = timeMs;
        var scrape = new ScrapeFinding(component, component, timeMs, 0, _step.Ms, IsUp: true, [.. _findings]);
        _findings.Clear();
        _hasSample = false;
        return scrape;
    }
}
