using Telemetry.Contracts;

namespace Telemetry.Cli;

internal static class RoleNames
{
    /// <summary>The subcommand of a role.</summary>
    public static string ToSubcommand(this Roles roles) => roles switch
    {
        Roles.All => "standalone",
        Roles.Collector => "collector",
        Roles.Detector => "detector",
        Roles.Alerting => "alerting",
        Roles.Query => "query",
        _ => throw new ArgumentOutOfRangeException(nameof(roles), roles, "No subcommand runs these roles together."),
    };

    /// <summary>The streams that a role reads or writes; on Kafka they must be there before it starts.</summary>
    public static IReadOnlyList<string> Streams(this Roles roles) => roles switch
    {
        Roles.Collector => [Contracts.Streams.Metrics, Contracts.Streams.Signals, Contracts.Streams.Changes, Contracts.Streams.State],
        Roles.Detector =>
        [
            Contracts.Streams.Metrics, Contracts.Streams.Changes, Contracts.Streams.Feedback, Contracts.Streams.Signals, Contracts.Streams.Incidents,
            Contracts.Streams.Alerts, Contracts.Streams.State, Contracts.Streams.DeadLetter,
        ],
        Roles.Alerting => [Contracts.Streams.Feedback, Contracts.Streams.Incidents, Contracts.Streams.Alerts, Contracts.Streams.State, Contracts.Streams.DeadLetter],
        Roles.Query => [Contracts.Streams.Signals, Contracts.Streams.Incidents],
        _ => Contracts.Streams.All,
    };
}
