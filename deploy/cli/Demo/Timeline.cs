using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Stages;
using Telemetry.Cli.Replaying;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Cli.Demo;

/// <summary>The demo's picture: one line per thing that happens, on the recording's own clock.</summary>
internal sealed class Timeline(IAnsiConsole console, ProgressLine progress, DateTimeOffset start, RecordedTruth truth, StockRules rules) : IDecisionObserver
{
    private const int SignalsShown = 3;

    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public void OnDecided(DecidedRecord decided)
    {
        if (decided.IsDouble) return;
        lock (_lock)
        {
            progress.Clear();
            var record = decided.Record;
            if (record.Change == IncidentChange.Opened) ShowOpening(record);
            if (decided.Decision.Kind == DecisionKind.Ticketed) Line(record.At, "yellow", "ticket", record.Summary);
            if (decided.Decision.Kind == DecisionKind.Paged) ShowPaging(record);
            if (decided.Decision.Kind == DecisionKind.Worsened) Line(record.At, "red", "WORSE", record.Summary);
            if (record.Change == IncidentChange.Resolved) Line(record.At, "green", "resolved", $"{record.IncidentId}: every signal is normal again");
        }
    }

    /// <summary>Shows an event as the pager received it.</summary>
    public void OnReceived(JsonElement page)
    {
        lock (_lock)
        {
            progress.Clear();
            if (page.GetProperty("event_action").GetString() == "trigger") console.Write(PagePanel.Of(page));
            else console.MarkupLineInterpolated($"          [green]pager: {page.GetProperty("event_action").GetString()!} received[/]");
        }
    }

    private void ShowOpening(IncidentRecord record)
    {
        Line(record.Began, "grey", "drift", "begins:");
        foreach (var signal in record.Signals.OrderBy(signal => signal.Onset).Take(SignalsShown))
            Line(signal.Onset, "grey", "", $"{signal.Component}: {signal.Signal} {Reading.Of(signal)}");
        Line(record.At, "yellow", "incident", $"{record.IncidentId} opens");
    }

    private void ShowPaging(IncidentRecord record)
    {
        foreach (var root in record.Root) Line(record.At, "cyan", "root", $"{root.Component} {root.Cause}".TrimEnd() + $" {root.Probability:P0}");
        Line(record.At, "red", "PAGE", record.Summary);
        if (truth.IncidentAt(record.At) is not { } happened) return;
        var (from, to) = (DateTimeOffset.FromUnixTimeMilliseconds(happened.StartMs), DateTimeOffset.FromUnixTimeMilliseconds(happened.EndMs));
        Line(record.At, "grey", "", string.Create(CultureInfo.InvariantCulture, $"{(record.At - from).TotalSeconds:0} s after it was made to happen ({happened.Title})"));
        Line(record.At, "grey", "", happened.FeltMs is { } felt
            ? $"clients felt it at {Offset(DateTimeOffset.FromUnixTimeMilliseconds(felt))}"
            : "clients never felt it");
        Line(record.At, "grey", "", StockRulesOf(from, to));
    }

    private string StockRulesOf(DateTimeOffset from, DateTimeOffset to)
    {
        if (rules.FirstPage(from, to) is { } page)
            return $"first stock rule to page: {page.Alert} at {Offset(DateTimeOffset.FromUnixTimeMilliseconds(page.FromMs))}";
        return rules.FirstPending(from, to) is { } pending
            ? $"first stock rule to page: none did ({pending.Alert} was pending from {Offset(DateTimeOffset.FromUnixTimeMilliseconds(pending.FromMs))})"
            : "first stock rule to page: none did";
    }

    private void Line(DateTimeOffset at, string color, string what, string text) =>
        console.MarkupLine($"[grey]{Offset(at)}[/]  [{color}]{what,-8}[/]  {Markup.Escape(text)}");

    private string Offset(DateTimeOffset at) => (at - start).ToString(@"mm\:ss", CultureInfo.InvariantCulture);
}
