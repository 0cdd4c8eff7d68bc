using System.Security.Cryptography;
using System.Text;
using Telemetry.Alerting.Receivers;
using Telemetry.Transport;

namespace Telemetry.Alerting.Links;

/// <summary>
/// The secret behind signed addresses: of <c>alerting.link_secret_file</c>, else one that is made once and kept with the state, so that
/// addresses already sent hold over a restart.
/// </summary>
internal static class LinkSecret
{
    private const string Owner = "alerting.links";
    private const string Key = "secret";

    /// <summary>Reads the secret, or makes it.</summary>
    /// <param name="file">The settings' file; null for one of our own.</param>
    /// <param name="state">Where ours is kept.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="TransportException">The file cannot be read; the message names it.</exception>
    public static async ValueTask<LinkSigner> LoadAsync(string? file, IStateStore state, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            return SecretFile.TryRead(file, out var secret, out var error)
                ? new LinkSigner(Encoding.UTF8.GetBytes(secret))
                : throw new TransportException($"alerting.link_secret_file {error}", isTransient: false);
        }

        if (await FindAsync(state, cancellationToken) is { } kept) return kept;
        await state.CommitAsync(Owner, [new StateEntry(Key, RandomNumberGenerator.GetBytes(LinkSigner.SecretBytes))], cancellationToken);

        // Of two processes that start together the later one's secret is kept; both then read that one.
        return (await FindAsync(state, cancellationToken))!;
    }

    private static async ValueTask<LinkSigner?> FindAsync(IStateStore state, CancellationToken cancellationToken)
    {
        var entries = await state.LoadAsync(Owner, cancellationToken);
        return entries.FirstOrDefault(entry => entry.Key == Key).Value is { Length: > 0 } secret ? new LinkSigner(secret.Span) : null;
    }
}
