using Telemetry.Alerting.Receivers.Webhook;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers.Webhook;

public sealed class WebhookSignatureTests
{
    // Checked with `openssl dgst -sha256 -mac HMAC`.
    [Fact]
    public void Message_WithAKnownKey_HasTheKnownSignature()
    {
        Assert.True(WebhookSecret.TryParse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", out var key));
        var signature = WebhookSignature.Sign(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8);
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64")]
    [InlineData("whsec_c2hvcnQ=")]
    public void Secret_OfAnotherForm_IsRefused(string text)
    {
        Assert.False(WebhookSecret.TryParse(text, out _));
        Assert.NotNull(WebhookSecret.Fault(text));
    }
}
