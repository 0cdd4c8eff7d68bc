using Telemetry.Alerting.Intake;
using Telemetry.Contracts.Changes;

namespace Telemetry.Cli.Events;

/// <summary>
/// Puts the events of a replay into one order. Changes are found while scrapes are fed, incidents are decided on later, on another thread:
/// a change is held until the next incident's line, and printed before it when it is not younger. By then every such change has been
/// found, since a tick is judged only when later scrapes were fed. So the order does not depend on threads or speed.
/// </summary>
internal sealed class EventOrder(IEventPrinter printer) : IDecisionObserver
{
    private readonly Lock _lock = new();
    private readonly Queue<ChangeRecord> _held = new();

    /// <summary>Every change up to this time has been printed; those heard of again are passed over.</summary>
    public DateTimeOffset PrintedTo { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Goes on behind what an interrupted run had printed.</summary>
    public void Resume(DateTimeOffset printedTo) => PrintedTo = printedTo;

    /// <summary>Hears of a change; they come in the order of their time.</summary>
    public void OnChanged(ChangeRecord change)
    {
        lock (_lock)
        {
            if (change.At > PrintedTo) _held.Enqueue(change);
        }
    }

    /// <inheritdoc/>
    public void OnDecided(DecidedRecord decided)
    {
        lock (_lock)
        {
            PrintHeld(decided.Record.At);
            foreach (var kind in DecidedEvents.Of(decided)) printer.Print(kind, decided.Record);
            printer.Flush();
        }
    }

    /// <summary>Prints what is still held.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            PrintHeld(DateTimeOffset.MaxValue);
            printer.Flush();
        }
    }

    private void PrintHeld(DateTimeOffset until)
    {
        while (_held.TryPeek(out var next) && next.At <= until) printer.Print(_held.Dequeue());
        if (until > PrintedTo) PrintedTo = until;
    }
}
