using Telemetry.Alerting.Intake;

namespace Telemetry.Cli.Events;

/// <summary>Prints event lines: for each incident record its own line, then what alerting decided on it.</summary>
internal sealed class EventLinePrinter(Stream output) : IDecisionObserver
{
    private readonly EventLine _line = new();

    /// <inheritdoc/>
    public void OnDecided(DecidedRecord decided)
    {
        foreach (var kind in EventKinds.Of(decided)) output.Write(_line.Format(kind, decided.Record).Span);
        output.Flush();
    }
}
