namespace Telemetry.Alerting.Intake;

/// <summary>Is told of every decision, in the order of the records and after the decision is durable. Register any number.</summary>
public interface IDecisionObserver
{
    /// <summary>Called once per decided record, one at a time in each partition. Must be quick; an exception ends the role.</summary>
    void OnDecided(DecidedRecord decided);
}
