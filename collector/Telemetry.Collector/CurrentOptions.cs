namespace Telemetry.Collector;

/// <summary>The settings that hold now: a reload puts others in their place, whole.</summary>
internal sealed class CurrentOptions(CollectorOptions started)
{
    private volatile CollectorOptions _value = started;

    /// <summary>The settings.</summary>
    public CollectorOptions Value
    {
        get => _value;
        set => _value = value;
    }
}
