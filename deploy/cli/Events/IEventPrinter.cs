using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Cli.Events;

/// <summary>Prints one event of a replay.</summary>
internal interface IEventPrinter
{
    /// <summary>Prints what happened to an incident, or was decided on it.</summary>
    void Print(EventKind kind, IncidentRecord record);

    /// <summary>Prints a change of the cluster.</summary>
    void Print(ChangeRecord change);

    /// <summary>Hands over everything printed.</summary>
    void Flush();
}
