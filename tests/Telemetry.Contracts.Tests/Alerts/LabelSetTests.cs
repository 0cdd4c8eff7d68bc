using Telemetry.Contracts.Alerts;
using Xunit;

namespace Telemetry.Contracts.Tests.Alerts;

public sealed class LabelSetTests
{
    // The fingerprints are what Alertmanager 0.25 gives for alerts of these labels.
    [Theory]
    [InlineData("cbf29ce484222325")]
    [InlineData("1f2970b01b81e76e", "alertname=a", "cluster=prod")]
    [InlineData("ffd1cb2f240bec9b", "a=ü")]
    public void Labels_HaveAlertmanagersFingerprint(string fingerprint, params string[] labels) => Assert.Equal(fingerprint, Of(labels).Fingerprint.ToString());

    [Fact]
    public void Labels_InAnyOrder_AreOneSet()
    {
        Assert.Equal(Of("a=1", "b=2"), Of("b=2", "a=1"));
        Assert.NotEqual(Of("a=1", "b=2"), Of("a=1", "b=3"));
        Assert.Equal(["a", "b"], Of("b=2", "a=1").Select(label => label.Key));
    }

    [Fact]
    public void Label_ThatIsAbsent_IsEmpty()
    {
        Assert.Equal("", Of("a=1")["b"]);
        Assert.Equal("1", Of("a=1")["a"]);
    }

    [Fact]
    public void Fingerprint_Written_ReadsAsWritten()
    {
        var fingerprint = Of("a=1").Fingerprint;
        Assert.True(LabelFingerprint.TryParse(fingerprint.ToString(), out var read));
        Assert.Equal(fingerprint, read);
        Assert.False(LabelFingerprint.TryParse("xyz", out _));
    }

    private static LabelSet Of(params string[] labels) => LabelSet.Of(labels.Select(label => label.Split('=')).Select(label => KeyValuePair.Create(label[0], label[1])));
}
