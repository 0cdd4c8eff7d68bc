namespace Telemetry.Alerting.Runbooks;

/// <summary>A runbook to be opened.</summary>
/// <param name="Name">Name of one of ours; an address for one that the operators keep.</param>
/// <param name="Title">Words of the link.</param>
internal sealed record RunbookLink(string Name, string Title)
{
    /// <summary>Address of one that the operators keep; null for one of ours.</summary>
    public Uri? Elsewhere => AddressOf(Name);

    /// <summary>The address that a text is; null where it is none that a page may lead to.</summary>
    public static Uri? AddressOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https") ? address : null;
}
