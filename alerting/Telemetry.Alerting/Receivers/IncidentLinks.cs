using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Links;
using Telemetry.Alerting.Runbooks;

namespace Telemetry.Alerting.Receivers;

/// <summary>Where an incident can be looked at from outside.</summary>
/// <param name="ExternalUrl">The settings' <c>web.external-url</c>; null where the process is not reached from outside.</param>
/// <param name="Signed">Signer of the addresses that need no credentials; null for none of those.</param>
internal sealed record IncidentLinks(Uri? ExternalUrl, SignedLinks? Signed = null)
{
    /// <summary>Path of the inbox under the process's address.</summary>
    public const string InboxPath = "/alerts";

    /// <summary>Path of the silences.</summary>
    public const string SilencesPath = $"{InboxPath}/silences";

    /// <summary>Path of the runbooks.</summary>
    public const string RunbookPath = "/runbooks";

    /// <summary>Path of the pictures; an address under it is not listed anywhere and needs no credentials.</summary>
    public const string PicturePath = "/pictures";

    /// <summary>Where runbooks are kept by the operators, from <c>alerting.runbook_url</c>; null for our own pages.</summary>
    public Uri? RunbookUrl { get; init; }

    /// <summary>What the catalog's entries say to whoever is woken.</summary>
    public RuleGuides Guides { get; init; } = RuleGuides.None;

    /// <summary>Address of an episode's page.</summary>
    public Uri? Of(EpisodeKey episode) => Under($"{InboxPath}/{episode}");

    /// <summary>Address of a picture, which nobody can guess; null where the outside address or the secret is unknown.</summary>
    public Uri? PictureOf(EpisodeKey episode) =>
        Signed?.Signer is { } signer ? Under($"{PicturePath}/{episode}/{signer.Sign(LinkPurpose.Picture, episode.Value)}.png") : null;

    /// <summary>Address that asks whether to acknowledge, without a login; null where the outside address or the secret is unknown.</summary>
    /// <param name="key">Key of the episode, or the dedup key under which a receiver knows it.</param>
    public Uri? AcknowledgementOf(string key) =>
        Signed?.Signer is { } signer ? Under($"{Acknowledging.AckLink.Path}/{key}/{signer.Sign(LinkPurpose.Acknowledge, key)}") : null;

    /// <summary>Address of a runbook, by its name.</summary>
    public Uri? RunbookOf(string name) => RunbookUrl is null ? Under($"{RunbookPath}/{name}") : new Uri($"{RunbookUrl.AbsoluteUri.TrimEnd('/')}/{name}");

    /// <summary>Address of a runbook, as a page of ours links it: a path where the runbook is one of ours.</summary>
    public string PathOf(RunbookLink runbook) =>
        (runbook.Elsewhere ?? (RunbookUrl is null ? null : RunbookOf(runbook.Name)))?.AbsoluteUri ?? $"{RunbookPath}/{runbook.Name}";

    /// <summary>The outside address that an episode's address is under, for messages that carry both; empty where it is unknown.</summary>
    public static string ExternalUrlOf(Uri? episode) =>
        episode?.AbsoluteUri is { } address && address.LastIndexOf($"{InboxPath}/", StringComparison.Ordinal) is >= 0 and var end ? address[..end] : "";

    private Uri? Under(string path) => ExternalUrl is null ? null : new Uri($"{ExternalUrl.AbsoluteUri.TrimEnd('/')}{path}");
}
