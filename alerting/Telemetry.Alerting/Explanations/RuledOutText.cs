using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Explanations;

/// <summary>Says what speaks against other explanations.</summary>
internal static class RuledOutText
{
    public static IEnumerable<string> Of(IncidentRecord record)
    {
        foreach (var one in record.RuledOut)
        {
            var component = AlertContent.Name(one.Component);
            var text = one.Reason switch
            {
                RuledOutReason.QuietDependency => $"{component}, on which it stands, is quiet: signals watched {Quantity.Format(one.Value, "1")}, unusual none",
                RuledOutReason.SteadyLoad =>
                    $"the load of {component} is as usual: {AlertContent.Name(one.Title)} {Quantity.Format(one.Value, one.Unit)}, normally {Quantity.Format(one.Baseline, one.Unit)}",
                RuledOutReason.NoRestart => $"no restart of {component} was recorded before it",
                RuledOutReason.NoChange => $"no change of {component} was recorded before it",
                RuledOutReason.OlderInstances => Older(component, one, VersionsOf(record, one.Component)),
                _ => "",
            };
            if (text.Length > 0) yield return text;
        }
    }

    private static string Older(string component, RuledOut one, (string New, string Old) versions) =>
        $"{component} is affected only where it started anew{versions.New}, instances {Quantity.Format(one.Baseline, "1")}; where it runs on as before{versions.Old} it is well, instances {Quantity.Format(one.Value, "1")}";

    // Where no change tells them, the restart is all that is known.
    private static (string New, string Old) VersionsOf(IncidentRecord record, string component)
    {
        var change = record.Changes.FirstOrDefault(change => change.Component == component && change.What is (ChangeSubjects.Version or ChangeSubjects.Image) && change.To.Length > 0);
        return change is null ? ("", "") : ($", with {AlertContent.Name(change.To)}", change.From.Length > 0 ? $", with {AlertContent.Name(change.From)}," : "");
    }
}
