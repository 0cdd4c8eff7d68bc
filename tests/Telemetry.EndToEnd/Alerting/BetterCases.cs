using static Telemetry.EndToEnd.Alerting.CaseScript;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>What Alertmanager 0.25 fails at: ours must do what the table says.</summary>
internal static class BetterCases
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const int Storm = 2000;

    private static readonly string[] Warning = ["severity=warning", "svc=x"];
    private static readonly string[] Critical = ["severity=critical", "svc=x"];

    public static IReadOnlyList<AlertCase> Rows { get; } =
    [
        Case("X1a", "killed inside group_wait, nothing is sent again", CaseLife.Killed, Route("alertname", "6s", "2s"), [At(1, Over("a", 1, 600))], Delivered("firing F:a")),
        Case("X1b", "stopped inside group_wait, nothing is sent again", CaseLife.Stopped, Route("alertname", "6s", "2s"), [At(1, Over("a", 1, 600))], Delivered("firing F:a")),
        Case("X2", "400 once, resolved before the next message is due", CaseLife.Steady, Route("alertname", "1s", "5s"),
            [At(1, Over("a", 1, 600)), At(4.5, Over("a", 1, 4.4))], Delivered("firing F:a", "resolved R:a")) with
        {
            Answers = request => request.Number == 0 ? new CaseAnswer(400, "bad") : CaseAnswer.Ok,
        },
        Case("X3", "429 with Retry-After 3", CaseLife.Steady, Route("alertname", "1s", "8s"), [At(1, Over("a", 1, 600))], AfterThreeSeconds) with
        {
            Answers = request => request.Number == 0 ? new CaseAnswer(429, "slow", RetryAfter: 3) : CaseAnswer.Ok,
        },
        Case("X4", "a route edited while it fires: one page, one end", CaseLife.Edited,
            Route("alertname", "1s", "2s") + "routes:\n- matchers: ['svc=\"x\"']\n  group_by: [svc]\n",
            [At(1, Over("a", 1, 600, "svc=x")), At(8, Over("a", 1, 7.9, "svc=x"))], OneKeyFromBeginToEnd) with
        {
            Receivers = PagerDuty("X4", ""),
            Answers = _ => new CaseAnswer(202, "{}"),
        },
        Case("X5", "silenced after its message, resolved in the silence", CaseLife.Steady, Route("alertname", "1s", "1s"),
            [At(1, Firing("a", 1)), SilenceAt(3, "a", 3, 7), At(4.5, Over("a", 1, 4.4))], Delivered("firing F:a", "resolved R:a")),
        Case("X6", "inhibited after its message, resolved meanwhile", CaseLife.Steady, Route("alertname", "1s", "1s"),
            [At(1, Firing("w", 1, Warning)), At(3, Firing("c", 3, Critical)), At(5, Over("w", 1, 4.9, Warning)), At(8, Over("c", 3, 7.9, Critical))],
            Delivered("firing F:w,warning,x", "firing F:c,critical,x", "resolved R:w,warning,x", "resolved R:c,critical,x")),
        Case("X7", "killed after its message, sent again", CaseLife.Killed, Route("alertname", "1s", "2s"), [At(1, Over("a", 1, 600)), At(14, Over("a", 1, 600))], Delivered("firing F:a")),
        Case("X8a", "killed after its message, then resolved", CaseLife.Killed, Route("alertname", "1s", "2s"),
            [At(1, Over("a", 1, 600)), At(14, Over("a", 1, 13.9))], Delivered("firing F:a", "resolved R:a")),
        Case("X8b", "stopped after its message, ends meanwhile, nothing is sent again", CaseLife.Stopped, Route("alertname", "1s", "2s"),
            [At(1, Over("a", 1, 6))], Delivered("firing F:a", "resolved R:a")),
        Case("X12", "killed after a silence was made", CaseLife.Killed, Route("alertname", "1s", "2s"), [SilenceAt(1, "a", 1, 600), At(14, Over("a", 14, 600))], Delivered()),
        Case("X13", "started anew, the inhibited one comes before its source", CaseLife.Stopped, Route("alertname", "1s", "3s"),
            [At(1, Over("w", 1, 600, Warning), Over("c", 1, 600, Critical)), At(13, Over("w", 1, 600, Warning)), At(13.5, Over("c", 1, 600, Critical))],
            Delivered("firing F:c,critical,x")),
        Case("X14", "on and off four times", CaseLife.Steady, Route("alertname", "1s", "1s"), [.. Enumerable.Range(0, 4).SelectMany(OnAndOff)], OneNoteOfFlapping) with
        {
            OursOnly = "flap: true\n",
        },
        Case("X15", "fires and resolves between two messages of its group", CaseLife.Steady, Route("", "1s", "4s"),
            [At(1, Over("a", 1, 600)), At(3, Over("b", 3, 600)), At(4, Over("b", 3, 3.9))], Delivered("firing F:a")),
        Case("X16", "stopped while its receiver fails", CaseLife.Stopped, Route("alertname", "1s", "30s"), [At(1, Over("a", 1, 600))], Delivered("firing F:a")) with
        {
            Answers = request => request.At < 9 ? new CaseAnswer(500, "x") : CaseAnswer.Ok,
        },
        Case("X17", "a receiver that takes a message and never answers", CaseLife.Steady, Route("alertname", "1s", "30s"), [At(1, Over("a", 1, 600))], Delivered("firing F:a")) with
        {
            Answers = request => request.Number == 0 ? CaseAnswer.Silence : CaseAnswer.Ok,
        },
        Case("X18", "no answer until after it resolved", CaseLife.Steady, Route("alertname", "1s", "2s"),
            [At(1, Over("a", 1, 600)), At(4, Over("a", 1, 3.9))], NothingBeginsAfterItsEnd) with
        {
            Answers = request => request.At < 9 ? CaseAnswer.Silence : CaseAnswer.Ok,
        },
        Case("X19", "PagerDuty: details of 600,000 bytes", CaseLife.Steady, Route("alertname", "1s", "2s"),
            [At(1, Over("huge", 1, 600) with { Annotations = ["s=x", "d=" + new string('y', 600_000)] })], LongestFieldsAreCut) with
        {
            Receivers = PagerDuty("X19", "    details: { short: kept, long: '{{ .CommonAnnotations.d }}' }\n"),
            Answers = _ => new CaseAnswer(202, "{}"),
        },
        Case("X20", "Slack: 200 with invalid_payload", CaseLife.Steady, Route("alertname", "1s", "30s"), [At(1, Over("a", 1, 600))], TriedWithLess) with
        {
            Receivers = "- name: X20\n  slack_configs:\n  - channel: '#a'\n    api_url: '{S}/slack'\n",
            Answers = request => request.Number == 0 ? new CaseAnswer(200, "invalid_payload") : CaseAnswer.Ok,
        },
        Case("X21", "PagerDuty: 2,000 pages at once on one key, which takes 120 a minute", CaseLife.Stormy, Route("'...'", "1s", "30s"),
            [At(1, [.. Enumerable.Range(0, Storm).Select(number => Over("s", 1, 600, "severity=critical", $"i={number}"))])], OneStormPage) with
        {
            OursOnly = "storm: true\n",
            Receivers = PagerDuty("X21", ""),
            Answers = request => request.Number < 120 ? new CaseAnswer(202, "{}") : new CaseAnswer(429, "{}"),
        },
    ];

    private static AlertCase Case(
        string id, string situation, CaseLife life, string route, IReadOnlyList<CaseStep> steps, Func<CaseTrace, CaseTrace, string?> judge) => new()
        {
            Id = id,
            Situation = situation,
            Life = life,
            Route = route,
            Steps = steps,
            Judge = judge,
        };

    private static IEnumerable<CaseStep> OnAndOff(int cycle)
    {
        var on = 1 + (3 * cycle);
        return [At(on, Over("a", on, 600)), At(on + 1.6, Over("a", on, on + 1.5))];
    }

    private static string PagerDuty(string name, string keys) => $$"""
        - name: {{name}}
          pagerduty_configs:
          - routing_key: {{Key}}
            url: '{S}/pd'
        {{keys}}
        """;

    private static string? AfterThreeSeconds(CaseTrace ours, CaseTrace theirs)
    {
        if (ours.Messages.Select(message => message.Status).ToList() is not [429, 200]) return "should be one 429 and one 200";
        var pause = ours.Messages[1].At - ours.Messages[0].At;
        return pause < 2.9 ? $"the second attempt came after {pause:0.0} s, before Retry-After was over" : null;
    }

    private static string? OneKeyFromBeginToEnd(CaseTrace ours, CaseTrace theirs)
    {
        var actions = string.Join(' ', ours.Delivered.Select(message => (string)message.Json["event_action"]!));
        var keys = ours.Delivered.Select(message => message.Key).Distinct().Count();
        return actions == "trigger resolve" && keys == 1 ? null : $"should be one trigger and one resolve with one key, is {actions} with {keys}";
    }

    private static string? OneNoteOfFlapping(CaseTrace ours, CaseTrace theirs)
    {
        var said = ours.Said;
        if (said.Count is < 2 or > 3) return "should be the begin, at most one note of the flapping, and one end";
        return said[0] == "firing F:a" && said[^1] == "resolved R:a" ? null : "should begin firing and end resolved";
    }

    private static string? NothingBeginsAfterItsEnd(CaseTrace ours, CaseTrace theirs)
    {
        var end = ours.Messages.ToList().FindIndex(message => message.Says == "resolved R:a");
        if (end < 0) return "the trigger may have arrived, so its end must be sent";
        return ours.Messages.Skip(end).Any(message => message.Says == "firing F:a") ? "a trigger after its end" : null;
    }

    private static string? LongestFieldsAreCut(CaseTrace ours, CaseTrace theirs)
    {
        if (ours.Delivered is not [var message]) return "should be delivered once";
        if (message.Body.Length > 512_000) return $"is {message.Body.Length} bytes";
        return (string?)message.Json["payload"]?["custom_details"]?["short"] == "kept" ? null : "the short details should be kept";
    }

    private static string? OneStormPage(CaseTrace ours, CaseTrace theirs)
    {
        if (ours.Messages.Count > 100) return $"is {ours.Messages.Count} calls within a minute";
        if (ours.Messages.Count == 0 || ours.Messages[0].Status != 202) return "the storm page should be the first";
        return ours.Messages[0].Body.Contains($"{Storm}", StringComparison.Ordinal) ? null : $"the first page should stand for all {Storm}";
    }

    private static string? TriedWithLess(CaseTrace ours, CaseTrace theirs)
    {
        if (ours.Messages.Count != 2) return "should be tried once more, with less";
        return ours.Messages[1].Body.Length <= ours.Messages[0].Body.Length ? null : "the second attempt should be no longer than the first";
    }
}
