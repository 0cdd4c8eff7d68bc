using Telemetry.Detection.Correlation;

namespace Telemetry.Backtest.Columns;

/// <summary>The availability that every component of a file has: it tells correlation which component a row was measured at.</summary>
internal static class UpColumn
{
    private const string Id = "up";

    /// <summary>Its traits.</summary>
    public static SignalTraits Traits { get; } = new() { Id = Id, Title = "rows", Cause = "down", Unit = "1", Shape = SignalShape.Availability };

    /// <summary>That it is there.</summary>
    public static SignalFinding FindingOf(string component) => new(Id, Id, component, 0, 0, 1, 1);
}
