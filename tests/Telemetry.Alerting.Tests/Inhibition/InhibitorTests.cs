using Telemetry.Alerting.Inhibition;
using Telemetry.Alerting.Tests.Grouping;
using Telemetry.Contracts.Alerts;
using Xunit;

namespace Telemetry.Alerting.Tests.Inhibition;

public class InhibitorTests
{
    private static readonly InhibitRule Rule = Plans.Inhibit("severity=critical", "severity=~warning|critical", "svc");

    [Fact]
    public void Target_WithTheSameValues_IsHeldWhileTheSourceFires()
    {
        var source = EngineRig.Labels("c severity=critical svc=x");
        var inhibitor = Inhibitor(source);

        Assert.Equal(source.Fingerprint, inhibitor.InhibitedBy(EngineRig.Labels("w severity=warning svc=x"), EngineRig.At(1)));
        Assert.Null(inhibitor.InhibitedBy(EngineRig.Labels("w severity=warning svc=y"), EngineRig.At(1)));
        Assert.Null(inhibitor.InhibitedBy(EngineRig.Labels("w severity=info svc=x"), EngineRig.At(1)));
        Assert.Null(inhibitor.InhibitedBy(EngineRig.Labels("w severity=warning svc=x"), EngineRig.At(60)));
    }

    [Fact]
    public void Equal_OnALabelThatBothLack_Holds() =>
        Assert.NotNull(Inhibitor(EngineRig.Labels("c severity=critical")).InhibitedBy(EngineRig.Labels("w severity=warning"), EngineRig.At(1)));

    [Fact]
    public void AlertsThatAreSourceAndTarget_DoNotHoldEachOther()
    {
        var (one, other) = (EngineRig.Labels("c severity=critical svc=x"), EngineRig.Labels("d severity=critical svc=x"));

        Assert.Null(Inhibitor(one, other).InhibitedBy(other, EngineRig.At(1)));
    }

    [Fact]
    public void Source_ThatIsForgotten_HoldsNothing()
    {
        var source = EngineRig.Labels("c severity=critical svc=x");
        var inhibitor = Inhibitor(source);

        inhibitor.Remove(source);

        Assert.Null(inhibitor.InhibitedBy(EngineRig.Labels("w severity=warning svc=x"), EngineRig.At(1)));
    }

    private static Inhibitor Inhibitor(params LabelSet[] sources)
    {
        var inhibitor = new Inhibitor([Rule], labels => new PostedAlert { Labels = labels, StartsAt = EngineRig.At(0), EndsAt = EngineRig.At(60), UpdatedAt = EngineRig.At(0) });
        foreach (var source in sources) inhibitor.Add(source);
        return inhibitor;
    }
}
