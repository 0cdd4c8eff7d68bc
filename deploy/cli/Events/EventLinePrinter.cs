using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Stages;

namespace Telemetry.Cli.Events;

/// <summary>Prints event lines: for each incident record its own line, then what alerting decided on it.</summary>
internal sealed class EventLinePrinter(Stream output) : IDecisionObserver
{
    private readonly EventLine _line = new();

    /// <inheritdoc/>
    public void OnDecided(DecidedRecord decided)
    {
        Write(decided.Record.Change.ToEventKind(), decided);
        // Reported again after a crash, with what was decided at first: the reader drops doubles, nothing goes missing.
        if (decided.Original == DecisionKind.Ticketed) Write(EventKind.Ticketed, decided);
        if (decided.Original == DecisionKind.Paged) Write(EventKind.Paged, decided);
    }

    private void Write(EventKind kind, DecidedRecord decided)
    {
        output.Write(_line.Format(kind, decided.Record).Span);
        output.Flush();
    }
}
