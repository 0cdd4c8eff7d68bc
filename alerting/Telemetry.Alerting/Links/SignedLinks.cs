namespace Telemetry.Alerting.Links;

/// <summary>Hands out the signer once the secret is known; before, no signed address is made and none is taken.</summary>
internal sealed class SignedLinks
{
    private LinkSigner? _signer;

    /// <summary>The signer; null until the secret was read.</summary>
    public LinkSigner? Signer => Volatile.Read(ref _signer);

    /// <summary>The secret was read.</summary>
    public void Open(LinkSigner signer) => Volatile.Write(ref _signer, signer);

    /// <summary>Whether a token is the subject's.</summary>
    public bool Verifies(LinkPurpose purpose, string subject, string token) => Signer?.Verifies(purpose, subject, token) ?? false;
}
