using Telemetry.Collector.Doctor;

namespace Telemetry.Cli.Doctoring;

/// <summary>Findings as rows for people: what differs only in the family is one row.</summary>
internal static class FindingRows
{
    /// <summary>The rows, in the order of the findings.</summary>
    public static IEnumerable<Finding> Of(IEnumerable<Finding> findings)
    {
        foreach (var alike in findings.GroupBy(KeyOf))
        {
            var first = alike.First();
            yield return alike.Skip(1).Any() ? first with { Text = $"{alike.Count()} signals {WhatOf(first)}: {string.Join(", ", alike.Select(finding => finding.Family).Distinct())}." } : first;
        }
    }

    private static string KeyOf(Finding finding) => string.Join('\n',
        (string[])[$"{finding.Severity} {finding.Code} {finding.Cause}", finding.Component, finding.Cure, .. finding.Targets, WhatOf(finding).Length > 0 ? "" : finding.Signal + finding.Text]);

    // What is to be done for all of them at once, or not at all; the JSON has each with its own words.
    private static string WhatOf(Finding finding) => (finding.Code, finding.Cause) switch
    {
        (FindingCode.Missing, MissingCause.Event) => "appear with the first event that they count",
        (FindingCode.Missing, MissingCause.Version) => "are of other versions",
        (FindingCode.Missing, MissingCause.AllowList) => "are missing where every page of this part and version has them, so something drops families",
        (FindingCode.Missing, MissingCause.Unknown) => "are missing where every page of this part and version has them",
        (FindingCode.TypeLies, _) => "have a TYPE line that lies, and are read as what they are",
        _ => "",
    };
}
