using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Templates;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Templates;

/// <summary>
/// What templates give, ours beside the real Alertmanager's: it sends each expression as a field of a Slack message, and to a webhook
/// beside it the data that the expressions saw.
/// </summary>
public sealed class AlertmanagerTemplateTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    // One a line; ⏎ stands for a line break in the template.
    private const string Expressions = """"
        {{ template "__subject" . }}
        {{ template "__alertmanagerURL" . }}
        {{ template "__text_alert_list" .Alerts }}
        {{ template "slack.default.fallback" . }}
        {{ template "pagerduty.default.description" . }}
        {{ template "pagerduty.default.clientURL" . }}
        {{ template "pagerduty.default.instances" .Alerts.Firing }}|{{ template "pagerduty.default.instances" .Alerts.Resolved }}
        {{ template "opsgenie.default.message" . }}
        {{ template "opsgenie.default.description" . }}
        {{ template "opsgenie.default.source" . }}
        {{ template "email.default.subject" . }}
        {{ .Status }} {{ .Receiver }} {{ .GroupLabels }} {{ .CommonLabels.nothing }} {{ .CommonAnnotations.SortedPairs.Names }}
        {{ .CommonLabels.SortedPairs }} {{ .CommonLabels.Names | join "," }} {{ .CommonLabels.Values | join "," | toUpper }}
        {{ range $i, $a := .Alerts }}{{ if $i }}, {{ end }}{{ $i }}={{ $a.Labels.instance }}:{{ .Status }}{{ else }}none{{ end }}
        {{ range $k, $v := .CommonLabels }}{{ $k }}={{ $v | printf "%q" }};{{ end }}
        {{ range .Alerts }}{{ if eq .Labels.instance "b" }}{{ continue }}{{ end }}{{ .Labels.instance }}{{ end }}
        {{ range .Alerts }}{{ .Labels.instance }}{{ break }}{{ end }}
        {{ with .CommonLabels.nothing }}some{{ else }}none {{ .Status }}{{ end }}
        {{ if eq .Status "resolved" }}a{{ else if eq .Status "firing" "other" }}b{{ else }}c{{ end }}
        {{ if and .CommonLabels.nothing (index .Alerts 9) }}a{{ else }}b{{ end }}{{ if or 1 (index .Alerts 9) }}c{{ end }}{{ not true }}
        {{- "  trim" -}}   ⏎  {{- /* nothing */ -}} ⏎  x  {{ "y" }}
        {{ len .Alerts }} {{ len .CommonLabels }} {{ len "größe" }} {{ .Alerts.Firing | len }} {{ gt (len .Alerts) 1 }} {{ le 1 1 }} {{ ne "a" "b" }} {{ lt "a" "b" }} {{ ge 1.5 2.5 }}
        {{ index .CommonLabels "alertname" }} {{ (index .Alerts 0).Labels.instance }} {{ slice "abcdef" 1 3 }} {{ slice "abc" 1 }}
        {{ $x := "one" }}{{ if true }}{{ $x = "two" }}{{ $y := $x }}{{ $y }}{{ end }}{{ $x }}{{ $.Status }}
        {{ toLower "ÀB" }} {{ "ab cd-ef it's ALL" | title }} {{ match "^a.c" "abcd" }} {{ match "x" "abc" }}
        {{ reReplaceAll "(a)(?P<n>b)" "$2-${1}_${n}$$ $1x" "abab" }} {{ reReplaceAll "a+?" "x" "aaa" }}
        {{ stringSlice "c" "a" | join "/" }} {{ printf "%s|%5s|%-5s|%q|%v|%d|%05d|%x|%.2f|%6.1f|%t|%%|%c|%U" "a" "b" "c" "d\"\n" .GroupLabels 7 42 255 3.14159 2.5 true 65 66 }}
        {{ printf "%d %s %z" "text" 5 }} {{ printf "%s" }} {{ printf "x" 1 }} {{ printf "%v %v %v" 1.0 1e21 0.000001 }} {{ printf "%+d % d %#x %X %o %b %e %g" 3 4 255 "hi" 8 5 12345.678 0.5 }}
        {{ print 1 2 "a" "b" 3 }} {{ println "a" 1 }}{{ print true nil }} {{ print }} {{ html "<a href='x'>&\"" }} {{ js "it's <b>=\"1\"&" }} {{ urlquery "a b&c=ü/~" "d" }}
        {{ "a\tb\u00fc\x41\\" }} {{ `raw\n` }} {{ 'a' }} {{ 0x1F }} {{ 1_000 }} {{ 1.50 }} {{ 1e3 }} {{ true }}
        {{ define "mine" }}[{{ . }}]{{ end }}{{ template "mine" .Status }}{{ block "theirs" .Receiver }}({{ . }}){{ end }}{{ template "mine" }}
        {{ (index .Alerts 0).StartsAt.Format "2006-01-02T15:04:05Z07:00 Mon Monday Jan January 2 _2 3 03 4 5 06 PM pm MST -0700 -07:00 .000 .999 1" }}
        {{ (index .Alerts 0).StartsAt }} {{ (index .Alerts 0).EndsAt.IsZero }} {{ (index .Alerts 0).StartsAt.Unix }} {{ (index .Alerts 0).StartsAt.Year }} {{ (index .Alerts 0).StartsAt.Month }} {{ (index .Alerts 0).StartsAt.Weekday }}
        {{ if gt (len .Alerts) 1 }}{{ (index .Alerts 1).StartsAt.Sub (index .Alerts 0).StartsAt }} {{ ((index .Alerts 1).StartsAt.Sub (index .Alerts 0).StartsAt).Minutes }}{{ end }}
        {{ (index .Alerts 0).Fingerprint }} {{ (index .Alerts 0).GeneratorURL }} {{ safeHtml "<b>" }} {{ .CommonLabels.Remove (stringSlice "alertname" "cluster") }}
        {{ (index .Alerts 0).Labels }} {{ with $l := .CommonLabels }}{{ len $l }}{{ end }} {{ .CommonLabels.SortedPairs.Values | len }}
        """";

    private static readonly string[] Fields = [.. Expressions.Split('\n').Select(line => line.Trim().Replace('⏎', '\n'))];

    [ServerFact(AlertmanagerServer.Program)]
    public async Task Expression_InAMessage_GivesWhatAlertmanagerGives()
    {
        await using var slack = await StandInServer.StartAsync(_ => Results.Text("ok"));
        await using var webhook = await StandInServer.StartAsync(_ => Results.Ok());
        await using var alertmanager = await AlertmanagerServer.StartAsync(Configuration(slack.Address, webhook.Address));

        await alertmanager.PostAsync(Alerts(endsB: false));
        await ReceivedAsync(slack, webhook, "firing\"", alertmanager);
        await alertmanager.PostAsync(Alerts(endsB: true));
        await ReceivedAsync(slack, webhook, "\"status\":\"resolved\"", alertmanager);

        var messages = webhook.Requests.Zip(slack.Requests).ToArray();
        Assert.True(messages.Length > 1);
        Assert.All(messages, message => AssertEqual(message.First.Text, message.Second.Text));
    }

    private static void AssertEqual(string webhook, string slack)
    {
        var data = MessageJson.Read(webhook);
        var fields = JsonNode.Parse(slack)!["attachments"]![0]!["fields"]!.AsArray().Select(field => field!["value"]!.GetValue<string>()).ToArray();
        var ours = Fields.Select(field => TemplateSet.Default.ExpandStrictly(field, data, escapesHtml: false)).ToArray();
        Assert.Equal(string.Join("\n---\n", fields), string.Join("\n---\n", ours));
    }

    private static Task ReceivedAsync(StandInServer slack, StandInServer webhook, string text, AlertmanagerServer alertmanager) => Eventually.TrueAsync(
        () => webhook.Requests.Any(request => request.Text.Contains(text, StringComparison.Ordinal)) && slack.Requests.Count == webhook.Requests.Count,
        Deadline,
        () => $"{webhook.Requests.Count} webhooks, {slack.Requests.Count} Slack messages\n{alertmanager.Tail()}");

    // Groups are looked at by receiver, in the order of the routes; both are told of the same data.
    private static string Configuration(Uri slack, Uri webhook) => new JsonObject
    {
        ["route"] = new JsonObject
        {
            ["receiver"] = "te am", ["group_by"] = new JsonArray("alertname", "cluster"), ["group_wait"] = "200ms", ["group_interval"] = "1s",
        },
        ["receivers"] = new JsonArray(new JsonObject
        {
            ["name"] = "te am",
            ["slack_configs"] = new JsonArray(new JsonObject
            {
                ["api_url"] = slack.ToString(), ["channel"] = "#c", ["send_resolved"] = true,
                ["fields"] = new JsonArray([.. Fields.Select(field => new JsonObject { ["title"] = "t", ["value"] = field })]),
            }),
            ["webhook_configs"] = new JsonArray(new JsonObject { ["url"] = webhook.ToString() }),
        }),
    }.ToJsonString();

    private static string Alerts(bool endsB) => new JsonArray(
        Alert("a", "2026-11-02T03:04:05.120Z", "2099-01-01T00:00:00Z"),
        Alert("b", "2026-11-02T04:34:06.120Z", endsB ? "2026-11-03T00:00:00Z" : "2099-01-01T00:00:00Z")).ToJsonString();

    private static JsonObject Alert(string instance, string starts, string ends) => new()
    {
        ["labels"] = new JsonObject { ["alertname"] = "Slow", ["cluster"] = "east 1", ["severity"] = "critical", ["a"] = "z<&>", ["instance"] = instance },
        ["annotations"] = new JsonObject { ["summary"] = "p99 \"high\"", ["runbook"] = "http://r/1", ["own"] = instance },
        ["startsAt"] = starts,
        ["endsAt"] = ends,
        ["generatorURL"] = "http://prometheus/graph?g0.expr=up%20%3D%3D+0",
    };
}
