using Telemetry.Alerting.Episodes;

namespace Telemetry.Alerting.Receivers;

/// <summary>Where an incident can be looked at from outside.</summary>
/// <param name="ExternalUrl">The settings' <c>web.external-url</c>; null where the process is not reached from outside.</param>
internal sealed record IncidentLinks(Uri? ExternalUrl)
{
    /// <summary>Path of the inbox under the process's address.</summary>
    public const string InboxPath = "/alerts";

    /// <summary>Address of an episode's page.</summary>
    public Uri? Of(EpisodeKey episode) =>
        ExternalUrl is null ? null : new Uri($"{ExternalUrl.AbsoluteUri.TrimEnd('/')}{InboxPath}/{episode}");
}
