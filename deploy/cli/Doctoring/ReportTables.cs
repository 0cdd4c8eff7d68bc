using System.Globalization;
using Spectre.Console;
using Telemetry.Cli.Terminal;
using Telemetry.Collector.Doctor;

namespace Telemetry.Cli.Doctoring;

/// <summary>A report for people: what each target costs, then what was found, the worst first.</summary>
internal static class ReportTables
{
    private const int PlainWidth = 180;
    private const int NamedTargets = 2;

    public static void Print(DoctorReport report)
    {
        var console = TerminalConsole.Create(PlainWidth);
        console.Write(TargetsOf(report));
        console.Write(FindingsOf(report));
        foreach (var notice in report.Notices) console.MarkupLineInterpolated($"[grey]left out: {notice}[/]");
        console.MarkupLineInterpolated($"{report.Targets.Count} targets, {Count(report, FindingSeverity.Error)} errors, {Count(report, FindingSeverity.Warning)} warnings, {Count(report, FindingSeverity.Info)} infos");
    }

    private static Table TargetsOf(DoctorReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("target", "component", "version");
        foreach (var name in (string[])["page", "samples", "series", "distributions", "parse", "forwarded", "sends"]) table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var target in report.Targets) table.AddRow([.. CellsOf(target).Select(Markup.Escape)]);
        return table;
    }

    private static string[] CellsOf(ExaminedTarget target) => target.Problem is null
        ?
        [
            target.Name,
            (target.Component ?? "?") + (target.Page == Telemetry.Catalog.PageDefinition.Main ? "" : $", {target.Page}"),
            target.Version?.ToString() ?? "?",
            Kilobytes(target.Cost.Bytes),
            $"{target.Cost.Samples}",
            $"{target.Cost.Series}",
            $"{target.Cost.Distributions}",
            string.Create(CultureInfo.InvariantCulture, $"{target.Cost.ParseMs:0.0} ms"),
            string.Create(CultureInfo.InvariantCulture, $"{100.0 * target.Cost.ForwardedSamples / target.Cost.Samples:0} %"),
            Kilobytes(target.Cost.ForwardedBytes),
        ]
        : [target.Name, target.Component ?? "?", "no page"];

    private static Table FindingsOf(DoctorReport report)
    {
        var table = new Table().Border(TableBorder.Simple).ShowRowSeparators()
            .AddColumns("severity", "component", "finding", "what to change", "targets");
        foreach (var finding in FindingRows.Of(report.Findings))
        {
            table.AddRow(
                new Markup(Coloured(finding.Severity)), new Text(finding.Component), new Text(finding.Text), new Text(finding.Cure), new Text(TargetsOf(finding)));
        }

        return table;
    }

    private static string TargetsOf(Finding finding) => finding.Targets.Count <= NamedTargets
        ? string.Join('\n', finding.Targets)
        : $"{string.Join('\n', finding.Targets.Take(NamedTargets))}\nand {finding.Targets.Count - NamedTargets} more";

    private static string Coloured(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "[red bold]error[/]",
        FindingSeverity.Warning => "[yellow]warning[/]",
        _ => "info",
    };

    private static string Kilobytes(int bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB");

    private static int Count(DoctorReport report, FindingSeverity severity) => report.Findings.Count(finding => finding.Severity == severity);
}
