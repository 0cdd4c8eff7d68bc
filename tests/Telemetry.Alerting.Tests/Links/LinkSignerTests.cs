using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Alerting.Links;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;
using Xunit;

namespace Telemetry.Alerting.Tests.Links;

public sealed class LinkSignerTests
{
    private readonly LinkSigner _signer = new("a secret of some length"u8);

    [Fact]
    public void Token_OfItsSubjectAndPurpose_OpensNothingElse()
    {
        var token = _signer.Sign(LinkPurpose.Picture, "tel1-a");
        Assert.Equal(LinkSigner.TokenLength, token.Length);
        Assert.True(_signer.Verifies(LinkPurpose.Picture, "tel1-a", token));
        Assert.False(_signer.Verifies(LinkPurpose.Acknowledge, "tel1-a", token));
        Assert.False(_signer.Verifies(LinkPurpose.Picture, "tel1-b", token));
        Assert.False(_signer.Verifies(LinkPurpose.Picture, "tel1-a", token[..^1]));
        Assert.False(_signer.Verifies(LinkPurpose.Picture, "tel1-a", ""));
        Assert.False(new LinkSigner("another secret"u8).Verifies(LinkPurpose.Picture, "tel1-a", token));
    }

    [Fact]
    public void Links_BeforeTheSecretIsKnown_OpenNothing() => Assert.False(new SignedLinks().Verifies(LinkPurpose.Picture, "tel1-a", ""));

    [Fact]
    public async Task Secret_ThatNobodyGave_IsMadeOnceAndKept()
    {
        await using var transport = await EmbeddedTransport.OpenInMemoryAsync(new(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        var first = await LinkSecret.LoadAsync(null, transport.State, CancellationToken.None);
        var second = await LinkSecret.LoadAsync(null, transport.State, CancellationToken.None);
        Assert.Equal(first.Sign(LinkPurpose.Picture, "x"), second.Sign(LinkPurpose.Picture, "x"));
        Assert.NotEqual(_signer.Sign(LinkPurpose.Picture, "x"), first.Sign(LinkPurpose.Picture, "x"));
    }

    [Fact]
    public async Task Secret_WhoseFileIsGone_IsRefusedWithItsName()
    {
        await using var transport = await EmbeddedTransport.OpenInMemoryAsync(new(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        var refused = await Assert.ThrowsAsync<TransportException>(() => LinkSecret.LoadAsync("/no/such/file", transport.State, CancellationToken.None).AsTask());
        Assert.Contains("/no/such/file", refused.Message, StringComparison.Ordinal);
    }
}
