using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Explanations;

/// <summary>Says what speaks against other explanations.</summary>
internal static class RuledOutText
{
    public static IEnumerable<string> Of(IReadOnlyList<RuledOut> ruledOut)
    {
        foreach (var one in ruledOut)
        {
            var component = AlertContent.Name(one.Component);
            var text = one.Reason switch
            {
                RuledOutReason.QuietDependency => $"{component}, on which it stands, is quiet: signals watched {Quantity.Format(one.Value, "1")}, unusual none",
                RuledOutReason.SteadyLoad =>
                    $"the load of {component} is as usual: {AlertContent.Name(one.Title)} {Quantity.Format(one.Value, one.Unit)}, normally {Quantity.Format(one.Baseline, one.Unit)}",
                RuledOutReason.NoRestart => $"no restart of {component} was recorded before it",
                RuledOutReason.NoChange => $"no change of {component} was recorded before it",
                _ => "",
            };
            if (text.Length > 0) yield return text;
        }
    }
}
