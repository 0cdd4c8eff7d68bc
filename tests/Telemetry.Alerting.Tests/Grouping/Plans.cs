using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Inhibition;
using Telemetry.Alerting.Receivers.Webhook;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Routing;
using Xunit;

namespace Telemetry.Alerting.Tests.Grouping;

/// <summary>Plans as the measured cases have them.</summary>
internal static class Plans
{
    public static Route Route(string groupBy, double wait, double interval, double repeat = 3600, string receiver = "w") => new()
    {
        Receiver = receiver,
        GroupBy = groupBy.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToArray(),
        GroupWait = TimeSpan.FromSeconds(wait),
        GroupInterval = TimeSpan.FromSeconds(interval),
        RepeatInterval = TimeSpan.FromSeconds(repeat),
    };

    public static AlertingPlan Of(Route root, bool sendResolved = true) => new() { Root = root, Receivers = [Receiver("w", sendResolved)] };

    public static AlertingPlan Of(string groupBy, double wait, double interval, double repeat = 3600) => Of(Route(groupBy, wait, interval, repeat));

    public static ReceiverOptions Receiver(string name, params bool[] sendResolved) =>
        new() { Name = name, Webhook = sendResolved.Select(flag => new WebhookOptions { SendResolved = flag }).ToList() };

    public static LabelMatcher Matcher(string text) => LabelMatcherParser.TryParse(text, out var matcher, out var error) ? matcher : throw new ArgumentException(error, nameof(text));

    public static InhibitRule Inhibit(string source, string target, params string[] equal) => new([Matcher(source)], [Matcher(target)], equal);
}
