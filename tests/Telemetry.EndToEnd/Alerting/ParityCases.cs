using static Telemetry.EndToEnd.Alerting.CaseScript;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>What Alertmanager does right: ours must send the same.</summary>
internal static class ParityCases
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static readonly string[] Warning = ["severity=warning", "svc=x"];
    private static readonly string[] Critical = ["severity=critical", "svc=x"];

    public static IReadOnlyList<AlertCase> Rows { get; } =
    [
        Case("P1", "sent again while it fires: one message", Route("alertname", "1s", "2s"), At(1, Firing("a", 1)), At(4, Firing("a", 1))),
        Case("P2", "repeat_interval is rounded up to group_interval", Route("alertname", "1s", "2s", "3s"), At(1, Firing("a", 1)), At(5, Firing("a", 1)), At(9, Firing("a", 1))),
        Case("P3", "repeat_interval below group_interval", Route("alertname", "1s", "3s", "1s"), At(1, Firing("a", 1)), At(5, Firing("a", 1))),
        Case("P4", "fires and resolves inside group_wait", Route("alertname", "2s", "2s"), At(1, Firing("a", 1)), At(1.8, Over("a", 1, 1.7))),
        Case("P5", "not heard of again: resolved after resolve_timeout", Route("alertname", "1s", "1s"), At(1, Firing("a", 1))),
        Case("P6", "endsAt in the future, not refreshed", Route("alertname", "1s", "1s"), At(1, Over("a", 1, 5))),
        Case("P7", "only an annotation changes", Route("alertname", "1s", "1s"),
            At(1, Firing("a", 1) with { Annotations = ["v=1"] }), At(3, Firing("a", 1) with { Annotations = ["v=2"] })),
        Case("P8", "older than group_wait: at once", Route("alertname", "5s", "5s"), At(1, Firing("a", -60))),
        Case("P9", "resolved, never seen firing", Route("alertname", "1s", "1s"), At(1, Over("a", -10, 0))),
        Case("P10", "fires inside a silence that ends", Route("alertname", "1s", "1s"), SilenceAt(0.5, "a", 0.6, 5), At(1, Firing("a", 1)), At(5.5, Firing("a", 1))),
        Case("P11", "silenced after its message, fires on", Route("alertname", "1s", "1s"), At(1, Firing("a", 1)), SilenceAt(3, "a", 3, 7), At(6, Firing("a", 1))),
        Case("P12", "inhibited until its source resolves", Route("alertname", "1s", "1s"),
            At(1, Firing("w", 1, Warning), Firing("c", 1, Critical)), At(5, Over("c", 1, 4.9, Critical), Firing("w", 1, Warning))),
        Case("P13", "continue and two routes", """
            group_wait: 1s
            group_interval: 1s
            repeat_interval: 1h
            routes:
            - matchers: [team="a"]
              receiver: P13-p
              continue: true
            - matchers: [severity="page"]
              receiver: P13-q
            - matchers: [team="a"]
              receiver: P13-r
            """,
            At(1, Firing("x", 1, "team=a", "severity=page"), Firing("y", 1, "team=a"), Firing("z", 1))) with
        {
            Receivers = string.Concat(new[] { "", "-p", "-q", "-r" }.Select(name => $$"""
                - name: P13{{name}}
                  webhook_configs:
                  - url: '{S}/w{{name}}'

                """)),
        },
        Case("P14", "a mute interval", Route("alertname", "1s", "1s") + "routes:\n- matchers: [m=\"y\"]\n  mute_time_intervals: [always]\n",
            At(1, Firing("x", 1, "m=y"), Firing("z", 1))),
        Case("P15", "send_resolved: false, fires again", Route("alertname", "1s", "1s"), At(1, Firing("a", 1)), At(3.2, Over("a", 1, 3)), At(6, Firing("a", 6))) with
        {
            Receivers = Webhooks("P15", "- url: '{S}/w'\n    send_resolved: false"),
        },
        Case("P16", "a second alert joins the group", Route("", "1s", "4s"), At(1, Firing("a", 1)), At(3, Firing("b", 3))),
        Case("P17", "a receiver that fails for 11 s beside a good one", Route("alertname", "1s", "30s"), At(1, Over("a", 1, 600))) with
        {
            Receivers = Webhooks("P17", "- url: '{S}/good'\n  - url: '{S}/bad'"),
            Answers = request => request.Path == "bad" && request.At < 12 ? new CaseAnswer(500, "x") : CaseAnswer.Ok,
            Judge = OncePerPath,
        },
        Case("P18", "stopped and started; sent again, then resolved", Route("alertname", "1s", "2s"), At(1, Over("a", 1, 600)), At(12, Over("a", 1, 600)), At(15, Over("a", 1, 14.9))) with
        {
            Life = CaseLife.Stopped,
        },
        Case("P19", "wrong settings are refused, the old ones go on", Route("alertname", "1s", "2s"), At(2, Firing("a", 2))) with { Life = CaseLife.BadlyReloaded },
        Case("P20", "settings read again between messages", Route("", "1s", "4s"), At(1, Firing("a", 1)), At(4, Firing("b", 4))) with { Life = CaseLife.Reloaded },
        // Wide apart from the moments at which the group is told: what comes a second late is still told with the same message.
        Case("P21", "one alert from several senders is merged", Route("", "2s", "2s", "1ms"),
            At(1, Over("t", 1.1, 100)), At(1.2, Over("t", 1, 100)),
            At(4, Annotated(Over("t", 2, 100), "v1")), At(6, Annotated(Over("t", 1.5, 100), "v2")),
            At(7.8, Annotated(Over("t", 3, 7.6), "v2")), At(8, Annotated(Over("t", 2.9, 7.9), "v3")), At(8.2, Annotated(Over("t", 2.9, 7.5), "v3")),
            At(10, Over("t", 10, 100))) with { Judge = SameWithTimes },
        Case("P22a", "always inhibited, then the source resolves alone", Route("", "1s", "1s"),
            At(1, Firing("c", 1, Critical), Firing("w", 1, Warning)), At(3.5, Over("c", 1, 3.4, Critical), Over("w", 1, 3.4, Warning))),
        Case("P22b", "a silence that is ended early", Route("alertname", "1s", "1s"), SilenceAt(0.5, "a", 0.6, 60), At(1, Firing("a", 1)), ExpireAt(4.5), At(5, Firing("a", 1))),
        Case("P22c", "resolved goes only to those who want it", Route("alertname", "1s", "1s"), At(1, Firing("a", 1), Firing("b", 1)), At(3.3, Over("b", 1, 3.2))) with
        {
            Receivers = Webhooks("P22c", "- url: '{S}/both'\n    send_resolved: true\n  - url: '{S}/firing'\n    send_resolved: false"),
        },
        Case("P22d", "one of two receivers fails at first", Route("alertname", "1s", "10s"), At(1, Over("a", 1, 600))) with
        {
            Receivers = Webhooks("P22d", "- url: '{S}/first'\n  - url: '{S}/second'"),
            Answers = request => request.Path == "second" && request.Number == 0 ? new CaseAnswer(503, "x") : CaseAnswer.Ok,
            Judge = OncePerPath,
        },
        Case("P22e", "many alerts, one message", Route("", "2s", "2s"), At(1, [.. Enumerable.Range(0, 12).Select(number => Over($"a{number:00}", 1, 600))])),
        Case("P24", "PagerDuty: a group of two, one resolves, then the other", Route("svc", "1s", "2s"),
            At(1, Over("drift", 1, 600, "svc=s", "severity=page", "pod=p1"), Over("drift", 1, 600, "svc=s", "severity=page", "pod=p2")),
            At(4.3, Over("drift", 1, 4.2, "svc=s", "severity=page", "pod=p1")), At(7.3, Over("drift", 1, 7.2, "svc=s", "severity=page", "pod=p2"))) with
        {
            Receivers = PagerDuty("P24", ""),
            Answers = _ => new CaseAnswer(202, "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"x\"}"),
        },
        Case("P25", "PagerDuty: a summary over the limit", Route("alertname", "1s", "2s"), At(1, Over("long", 1, 600) with { Annotations = ["s=" + new string('é', 1500)] })) with
        {
            Receivers = PagerDuty("P25", "    description: '{{ .CommonAnnotations.s }}'\n"),
            Answers = _ => new CaseAnswer(202, "{}"),
        },
    ];

    private static AlertCase Case(string id, string situation, string route, params CaseStep[] steps) => new()
    {
        Id = id,
        Situation = situation,
        Life = CaseLife.Steady,
        Route = route,
        Steps = steps,
        Judge = Same,
    };

    private static string Webhooks(string name, string each) => $"- name: {name}\n  webhook_configs:\n  {each}\n";

    private static string PagerDuty(string name, string keys) => $$"""
        - name: {{name}}
          pagerduty_configs:
          - routing_key: {{Key}}
            url: '{S}/pd'
        {{keys}}
        """;

    private static CaseAlert Annotated(CaseAlert alert, string value) => alert with { Annotations = ["ann=" + value] };

    // Attempts are made at each one's own times; what must be equal is what was taken, receiver by receiver.
    private static string? OncePerPath(CaseTrace ours, CaseTrace theirs)
    {
        static string Each(CaseTrace trace) =>
            string.Join('\n', trace.Delivered.GroupBy(message => message.Path).OrderBy(path => path.Key, StringComparer.Ordinal).Select(path => $"{path.Key}: {string.Join("; ", path.Select(message => message.Says))}"));

        return Each(ours) == Each(theirs) ? null : $"delivered differs\n  ours:\n{Each(ours)}\n  Alertmanager's:\n{Each(theirs)}";
    }
}
