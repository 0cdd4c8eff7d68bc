using System.Diagnostics.Metrics;
using System.Text.Json;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting;

/// <summary>
/// What alerting did. Records = decisions + unreadable; rows = delivered + superseded + dead + forgotten + pending.
/// </summary>
internal sealed class AlertingMetrics
{
    public const string MeterName = "Telemetry.Alerting";

    private readonly Counter<long> _records;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _receiversHeld;
    private readonly Counter<long> _groupsUntold;
    private readonly Counter<long> _rows;
    private readonly Counter<long> _settled;
    private readonly UpDownCounter<long> _pending;
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _attemptDuration;
    private readonly Histogram<double> _notificationDelay;
    private readonly Counter<long> _standIns;
    private readonly Counter<long> _corrupt;
    private readonly Counter<long> _evicted;
    private readonly Counter<long> _commands;
    private readonly Counter<long> _alertsRefused;
    private readonly Counter<long> _clockSteps;
    private readonly Counter<long> _storageFailures;

    public AlertingMetrics(IMeterFactory meterFactory, CurrentPlan plans, IncidentInbox inbox)
    {
        var meter = meterFactory.Create(MeterName);
        _records = meter.CreateCounter<long>("telemetry.alerting.records", "{record}", "Incident records read.");
        _unreadable = meter.CreateCounter<long>("telemetry.alerting.unreadable", "{record}", "Incident records that cannot be read, by reason; dead-lettered.");
        _decisions = meter.CreateCounter<long>("telemetry.alerting.decisions", "{decision}", "Decisions, by kind and reason.");
        _receiversHeld = meter.CreateCounter<long>("telemetry.alerting.receivers.held", "{receiver}", "Receivers that wait for the times of their route while others are told of an incident, by reason.");
        _groupsUntold = meter.CreateCounter<long>("telemetry.alerting.groups.untold", "{group}", "Groups of alerts of others that were due and that nobody was told of, by reason; counted when the answer changes.");
        _rows = meter.CreateCounter<long>("telemetry.alerting.outbox.rows", "{row}", "Messages committed for sending, by receiver kind.");
        _settled = meter.CreateCounter<long>("telemetry.alerting.outbox.settled", "{row}", "Messages no longer to be sent, by receiver kind and status.");
        _pending = meter.CreateUpDownCounter<long>("telemetry.alerting.outbox.pending", "{row}", "Messages to be sent, by receiver kind.");
        _attempts = meter.CreateCounter<long>("telemetry.alerting.attempts", "{attempt}", "Attempts to send, by receiver kind and outcome; 'refused' calls for the operator.");
        _attemptDuration = meter.CreateHistogram<double>("telemetry.alerting.attempt.duration", "s", "How long attempts took, by receiver kind.");
        _notificationDelay = meter.CreateHistogram<double>("telemetry.alerting.notification.delay", "s", "From the end of the deciding scrape to the first attempt to page, by receiver kind.");
        _standIns = meter.CreateCounter<long>("telemetry.alerting.stand_ins", "{row}", "Pages sent to another receiver because one failed, by the failed receiver's kind.");
        _corrupt = meter.CreateCounter<long>("telemetry.alerting.state.corrupt", "{entry}", "State entries that cannot be read, by reason; left out.");
        _evicted = meter.CreateCounter<long>("telemetry.alerting.episodes.evicted", "{episode}", "Episodes forgotten because there were too many, by whether they were open.");
        _commands = meter.CreateCounter<long>("telemetry.alerting.commands", "{command}", "Alert commands read, by kind.");
        _alertsRefused = meter.CreateCounter<long>("telemetry.alerting.alerts.refused", "{alert}", "Alerts of others that were not taken because 200,000 were known.");
        meter.CreateObservableGauge(
            "telemetry.alerting.dead_letters", () => inbox.DeadRows.Count, "{row}", "Messages that were given up and not sent again since.");
        meter.CreateObservableCounter(
            "telemetry.alerting.template_failures", () => plans.TemplateFailures, "{text}", "Texts that did not fit a message; the default subject stood in.");
        _clockSteps = meter.CreateCounter<long>("telemetry.alerting.clock.steps", "{step}", "Steps of the wall clock that alerting's own time did not follow.");
        _storageFailures = meter.CreateCounter<long>("telemetry.alerting.storage.failures", "{write}", "Writes of alerting that failed and were tried again.");
    }

    public void Read() => _records.Add(1);

    public void Unreadable(WireError reason) => _unreadable.Add(1, Tag("reason", reason));

    public void Decided(Decision decision, IReadOnlyList<HeldReceiver> held)
    {
        _decisions.Add(1, Tag("kind", decision.Kind), Tag("reason", decision.Reason));
        foreach (var receiver in held) _receiversHeld.Add(1, Tag("reason", receiver.Reason));
    }

    public void GroupUntold(Enum reason) => _groupsUntold.Add(1, Tag("reason", reason));

    public void Enqueued(string kind)
    {
        _rows.Add(1, Tag("receiver", kind));
        _pending.Add(1, Tag("receiver", kind));
    }

    public void Resumed(string kind) => _pending.Add(1, Tag("receiver", kind));

    public void Settled(string kind, RowStatus status)
    {
        _settled.Add(1, Tag("receiver", kind), Tag("status", status));
        _pending.Add(-1, Tag("receiver", kind));
    }

    public void Released(string kind) => _pending.Add(-1, Tag("receiver", kind));

    public void Attempted(string kind, DeliveryOutcome outcome, TimeSpan duration)
    {
        _attempts.Add(1, Tag("receiver", kind), Tag("outcome", outcome));
        _attemptDuration.Record(duration.TotalSeconds, Tag("receiver", kind));
    }

    public void FirstAttempt(string kind, TimeSpan delay) => _notificationDelay.Record(delay.TotalSeconds, Tag("receiver", kind));

    public void StoodIn(string failedKind) => _standIns.Add(1, Tag("receiver", failedKind));

    public void Corrupt(WireError reason) => _corrupt.Add(1, Tag("reason", reason));

    public void CommandRead(AlertCommandBody command) => _commands.Add(1, Tag("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(command.GetType().Name)));

    public void AlertsRefused(long count) => _alertsRefused.Add(count);

    public void ClockStepped() => _clockSteps.Add(1);

    public void StorageFailed() => _storageFailures.Add(1);

    public void Evicted(bool wasOpen) => _evicted.Add(1, Tag("open", wasOpen));

    private static KeyValuePair<string, object?> Tag(string name, Enum value) => new(name, JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
