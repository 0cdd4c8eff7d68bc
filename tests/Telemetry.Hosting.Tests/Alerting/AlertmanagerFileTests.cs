using Telemetry.Alerting.Configuration;
using Telemetry.Hosting.Settings;
using Xunit;

namespace Telemetry.Hosting.Tests.Alerting;

public sealed class AlertmanagerFileTests : IDisposable
{
    private const string Whole = """
        global:
          resolve_timeout: 7m
          smtp_smarthost: 'localhost:25'
          smtp_from: 'alerts@example.org'
          smtp_auth_username: 'alerts'
          smtp_auth_password: 'hunter2'
          smtp_require_tls: no
          slack_api_url: 'https://hooks.example.org/services/SECRET1'
          opsgenie_api_key: SECRET2
          pagerduty_url: http://127.0.0.1:1/v2/enqueue
          http_config: {proxy_url: 'http://127.0.0.1:2', follow_redirects: true}
        templates: ['templates/*.tmpl']
        route:
          receiver: mails
          group_by: [cluster, alertname]
          group_wait: 10s
          routes:
          - match_re: {service: ^(foo1|foo2)$}
            match: {team: x}
            receiver: pager
            group_by: ['...']
            continue: yes
            mute_time_intervals: [nights]
            active_time_intervals: [work]
            repeat_interval: 1h
            flap: true
            routes:
            - matchers: ['{severity="critical", zone=~"a,b|c"}', x!="1"]
        inhibit_rules:
        - source_match: {severity: critical}
          source_matchers: [a!~"b"]
          target_match_re: {severity: warn.*}
          equal: [cluster, alertname, cluster]
        mute_time_intervals:
        - name: nights
          time_intervals: [{times: [{start_time: '20:00', end_time: '24:00'}], days_of_month: [1, '-3:-1'], location: Europe/Berlin}]
        time_intervals:
        - name: work
          time_intervals: [{weekdays: ['monday:friday']}]
        receivers:
        - name: mails
          email_configs: [{to: 'a@example.org', send_resolved: true, headers: {Subject: '{{ template "own" . }}'}}]
          webhook_configs: [{url: 'http://127.0.0.1:3/', max_alerts: 5, http_config: {bearer_token: SECRET3}}]
        - name: pager
          pagerduty_configs: [{service_key: SECRET4, details: {a: '{{ .Status }}'}, images: [{src: 'https://x/{{ .Receiver }}'}]}]
          opsgenie_configs: [{responders: [{name: team, type: team}], priority: P1}]
          slack_configs: [{channel: '#c', fields: [{title: t, value: v, short: on}], actions: [{type: button, text: b, url: 'http://x'}]}]
        """;

    private readonly SettingsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_WithEveryPart_BecomesThePlan()
    {
        _folder.Write("templates/own.tmpl", "{{ define \"own\" }}own {{ .Status }}{{ end }}");
        var (settings, errors) = _folder.LoadAlertmanager(Whole);
        Assert.Empty(errors);
        var plan = AlertingPlan.From(settings!.Alerting);

        Assert.Equal(TimeSpan.FromMinutes(7), plan.ResolveTimeout);
        Assert.Equal(["mails", "pager"], plan.Receivers.Select(receiver => receiver.Name));
        Assert.Equal(["alertname", "cluster"], plan.Root.GroupBy);
        var route = Assert.Single(plan.Root.Routes);
        Assert.Equal(("team=\"x\" service=~\"^(foo1|foo2)$\"", true, true, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), true),
            (string.Join(' ', route.Matchers), route.GroupByAll, route.Continue, route.GroupWait, route.GroupInterval, route.RepeatInterval, route.Flap));
        var child = Assert.Single(route.Routes);
        Assert.Equal(("severity=\"critical\" zone=~\"a,b|c\" x!=\"1\"", "pager", false, true, 0), (string.Join(' ', child.Matchers), child.Receiver, child.Continue, child.GroupByAll, child.MuteTimeIntervals.Count));
        var rule = Assert.Single(plan.InhibitRules);
        Assert.Equal(("severity=\"critical\" a!~\"b\"", "severity=~\"warn.*\"", "alertname cluster"), (string.Join(' ', rule.SourceMatchers), string.Join(' ', rule.TargetMatchers), string.Join(' ', rule.Equal)));
        Assert.True(plan.TimeIntervals["nights"].Contains(new DateTimeOffset(2026, 11, 30, 19, 30, 0, TimeSpan.Zero)));
        Assert.False(plan.TimeIntervals["work"].Contains(new DateTimeOffset(2026, 11, 29, 19, 30, 0, TimeSpan.Zero)));
        Assert.Equal("own firing", plan.Templates.Expand("{{ template \"own\" . }}", SampleMessages.All[0]));
    }

    [Fact]
    public void Receivers_OfTheFile_TakeWhatTheGlobalSectionSays()
    {
        _folder.Write("templates/own.tmpl", "{{ define \"own\" }}own{{ end }}");
        var receivers = AlertingPlan.From(_folder.LoadAlertmanager(Whole).Settings!.Alerting).Receivers;

        var mail = Assert.Single(receivers[0].Email);
        Assert.Equal(("localhost:25", "alerts@example.org", "alerts", "hunter2", false, true), (mail.Smarthost, mail.From, mail.AuthUsername, mail.AuthPassword, mail.RequireTls, mail.SendResolved));
        var webhook = Assert.Single(receivers[0].Webhook);
        Assert.Equal(("http://127.0.0.1:3/", 5, "SECRET3", null), (webhook.Url, webhook.MaxAlerts, webhook.HttpConfig.Authorization!.Credentials, webhook.HttpConfig.ProxyUrl));
        var pager = Assert.Single(receivers[1].PagerDuty);
        Assert.Equal(("http://127.0.0.1:1/v2/enqueue", "SECRET4", "{{ .Status }}", "http://127.0.0.1:2"), (pager.Url, pager.RoutingKey, pager.Details["a"], pager.HttpConfig.ProxyUrl));
        Assert.Equal(("SECRET2", "P1"), (receivers[1].Opsgenie[0].ApiKey, receivers[1].Opsgenie[0].Priority));
        Assert.Equal(("https://hooks.example.org/services/SECRET1", false, "#c"), (receivers[1].Slack[0].ApiUrl, receivers[1].Slack[0].SendResolved, receivers[1].Slack[0].Channel));
    }

    [Fact]
    public void Secrets_InTheFile_AreMaskedAndNamedInOneWarning()
    {
        _folder.Write("templates/own.tmpl", "{{ define \"own\" }}own{{ end }}");
        var settings = _folder.LoadAlertmanager(Whole).Settings!;
        var warnings = settings.Alerting.Warnings();

        var warning = Assert.Single(warnings, warning => warning.Contains("secret", StringComparison.Ordinal));
        foreach (var key in (string[])["global.slack_api_url,", "smtp_auth_password_file", "receivers[1].pagerduty_configs[0].service_key", "authorization.credentials_file"])
            Assert.Contains(key, warning, StringComparison.Ordinal);
        var shown = SettingsPrinter.Print(settings) + string.Join('\n', warnings);
        foreach (var secret in (string[])["hunter2", "SECRET"]) Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        Assert.Contains("alertmanager.yml", SettingsPrinter.Print(settings), StringComparison.Ordinal);
        Assert.Contains(warnings, warning => warning.Contains("redirects", StringComparison.Ordinal));
        Assert.Single(warnings, warning => warning.EndsWith("route: alerts that page through pager have no owner and no runbook that we know of; name a team, and see to an annotation runbook_url", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("discord")]
    [InlineData("pushover")]
    [InlineData("sns")]
    [InlineData("telegram")]
    [InlineData("victorops")]
    [InlineData("webex")]
    [InlineData("wechat")]
    public void Receiver_ThatWeDoNotHave_IsNamed(string kind)
    {
        var (_, errors) = _folder.LoadAlertmanager($"route: {{receiver: a}}\nreceivers:\n- name: a\n  {kind}_configs: [{{token: SECRET, nested: {{deep: [1]}}}}]\n");
        var error = Assert.Single(errors);
        Assert.StartsWith($"alertmanager.yml:4:3: receivers[0].{kind}_configs: is not supported", error, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error, StringComparison.Ordinal);
    }

    [Fact]
    public void File_WithManyFaults_HasThemAllToldAtOnceWithLineAndKey()
    {
        _folder.Write("t/a.tmpl", "hello\n{{ define \"x\" }}{{ template \"y\" . }}");
        var (_, errors) = _folder.LoadAlertmanager("""
            global:
              smtp_smarthosts: x
              slack_api_url: not-an-address
              slack_api_url_file: also
            templates: ['t/*.tmpl', absent.tmpl]
            route:
              receiver: team
              matchers: [a=b]
              group_by: [alertname, alertname]
              routes:
              - receiver: nobody
                mute_time_intervals: [nights,
                  never]
                matchers:
                - severity="critical"
                - 'x=~"("'
              - routes:
                - {group_wait: abc}
            receivers:
            - name: team
              slack_configs:
              - http_config: {oauth2: {client_id: x}, tls_config: {insecure_skip_verify: true}}
              webhook_configs:
              - url: no
              email_configs:
              - to: a@b
                headrs: {}
            - name: team
            inhibit_rules:
            - target_matchers: ['x']
              equal: ['x y']
            mute_time_intervals:
            - name: nights
              time_intervals:
              - weekdays: ['friday:sunday',
                  'mon']
            """);
        string[] expected =
        [
            "2:3: global.smtp_smarthosts: unknown key", "4:3: global.slack_api_url_file: is given together", "5:13: templates[0]: template a.tmpl:2: ", "6:1: route: has matchers",
            "9:25: route.group_by[1]: names 'alertname' twice", "11:5: route.routes[0].receiver: names the receiver 'nobody'", "13:7: route.routes[0].mute_time_intervals[1]: names the time interval 'never'",
            "16:7: route.routes[0].matchers[1]: the pattern of x", "18:20: route.routes[1].routes[0].group_wait: 'abc' is not a duration",
            "22:19: receivers[0].slack_configs[0].http_config.oauth2: is not supported", "22:56: receivers[0].slack_configs[0].http_config.tls_config.insecure_skip_verify: is not supported",
            "24:5: receivers[0].webhook_configs[0].url: is no http or https address", "27:5: receivers[0].email_configs[0].headrs: unknown key; did you mean headers?",
            "28:3: receivers[1].name: there are two receivers", "30:21: inhibit_rules[0].target_matchers[0]: 'x' is no matcher", "31:11: inhibit_rules[0].equal[0]: 'x y' is no label name",
            "35:16: mute_time_intervals[0].time_intervals[0].weekdays[0]: 'friday:sunday' ends before it begins", "36:7: mute_time_intervals[0].time_intervals[0].weekdays[1]: 'mon' is not",
        ];
        Assert.All(expected, start => Assert.Contains(errors, error => error.StartsWith("alertmanager.yml:" + start, StringComparison.Ordinal)));
        Assert.Contains(errors, error => error.StartsWith("alertmanager.yml:26:5: receivers[0].email_configs[0].smarthost", StringComparison.Ordinal));
        Assert.DoesNotContain(errors, error => error.Contains("not-an-address", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_ThatDoesNotFitASampleMessage_IsRefusedAtItsKey()
    {
        var (_, errors) = _folder.LoadAlertmanager("""
            route: {receiver: a}
            receivers:
            - name: a
              slack_configs:
              - api_url: https://hooks.example.org/x
                title: '{{ .Nothing }}'
                text: 'fine {{ .Status }}'
                fields:
                - {title: t, value: '{{ if }}'}
            """);
        Assert.Equal(
            [
                "alertmanager.yml:6:5: receivers[0].slack_configs[0].title: template text:1: the message has no field or method .Nothing",
                "alertmanager.yml:9:18: receivers[0].slack_configs[0].fields[0].value: template text:1: a value is missing",
            ],
            errors);
    }

    [Fact]
    public void OwnSettings_BesideAFile_ComeBeforeItsRoutesAndAddToTheRest()
    {
        const string File = "route: {receiver: a, routes: [{receiver: b, matchers: [x=1]}]}\nreceivers: [{name: a}, {name: b}]\n";
        var (settings, errors) = _folder.LoadAlertmanager(File, """
            alerting:
              config_file: FILE
              resolve_timeout: 1m
              route: {receiver: own, matchers: ['alertname="ControlPlaneDrift"'], team: platform, mute_time_intervals: [never]}
              receivers: [{name: own}]
              time_intervals: [{name: never}]
              inhibit_rules: [{source_matchers: [a=b], target_matchers: [c=d]}]
            """);
        Assert.Empty(errors);
        var plan = AlertingPlan.From(settings!.Alerting);
        Assert.Equal(["own", "b"], plan.Root.Routes.Select(route => route.Receiver));
        Assert.Equal(["own"], plan.Root.ReceiversOf(new Dictionary<string, string> { ["alertname"] = "ControlPlaneDrift", ["x"] = "1" }));
        Assert.Equal((TimeSpan.FromMinutes(1), 1, 3), (plan.ResolveTimeout, plan.InhibitRules.Count, plan.Receivers.Count));

        Assert.Contains("alerting.route: stands before the routes of config_file", Assert.Single(_folder.LoadAlertmanager(File, "alerting: {config_file: FILE, route: {receiver: a}}").Errors), StringComparison.Ordinal);
        Assert.EndsWith("alerting.receivers[0].name: there are two receivers of the name 'a'", Assert.Single(_folder.LoadAlertmanager(File, "alerting: {config_file: FILE, receivers: [{name: a}]}").Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void File_ThatIsNotThereOrNoYaml_IsRefusedInItsPlace()
    {
        var missing = SettingsLoader.Parse<Telemetry.Cli.Settings.TelemetrySettings>("alerting:\n  config_file: /nowhere/a.yml", "own.yaml", []);
        Assert.StartsWith("own.yaml:2:16: alerting.config_file: '/nowhere/a.yml' cannot be read", Assert.Single(missing.Errors).ToString(), StringComparison.Ordinal);
        Assert.Contains("not valid YAML", Assert.Single(_folder.LoadAlertmanager("route: {").Errors), StringComparison.Ordinal);
        Assert.Contains("route: is missing", string.Join('\n', _folder.LoadAlertmanager("{}").Errors), StringComparison.Ordinal);
    }
}
