using System.Text.RegularExpressions;
using Telemetry.Alerting.Runbooks;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Alerting.Tests.Runbooks;

public sealed partial class RunbookIndexTests
{
    [Theory]
    [InlineData("etcd", "disk", "etcd-disk")]
    [InlineData("etcd", "", "etcd-slow")]
    [InlineData("coredns", "errors", "coredns-slow")]
    [InlineData("scheduler", "load", "scheduler-slow")]
    [InlineData("anything", "down", "target-down")]
    [InlineData("no such part", "", "unknown-root")]
    public void Runbook_OfARoot_IsItsClasss(string component, string cause, string name)
    {
        Assert.Equal(name, RunbookIndex.ForRoot(component, cause));
        Assert.NotNull(RunbookIndex.Find(name));
    }

    [Fact]
    public void Runbook_OfEverySignalOfTheFailureModes_IsThere()
    {
        var modes = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "failure-modes.md")).TakeWhile(line => !line.StartsWith("## What wakes nobody", StringComparison.Ordinal));
        var signals = modes.Where(line => line.StartsWith('|')).SelectMany(line => Signal().Matches(line.Split('|')[2]).Select(match => match.Groups[1].Value)).Distinct().ToArray();
        Assert.True(signals.Length > 25);
        foreach (var signal in signals)
        {
            var name = RunbookIndex.For(Record(signal, PartOf(signal)));
            Assert.NotNull(RunbookIndex.Find(name));
            Assert.NotEqual("unknown-root", name);
        }
    }

    [Fact]
    public void Runbooks_All_SayWhatToLookAtWhatToDoAndWhenItIsOver()
    {
        Assert.True(RunbookIndex.Names.Count >= 30);
        foreach (var name in RunbookIndex.Names)
        {
            var text = RunbookIndex.Find(name)!;
            foreach (var heading in new[] { "# ", "## Look first", "## Mend", "## It is over when" }) Assert.Contains(heading, text, StringComparison.Ordinal);
            Assert.Contains(RunbookIndex.TitleOf(name), System.Net.WebUtility.HtmlDecode(RunbookPage.Render(name, text, root: "")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Page_OfARunbook_ShowsListsAndCode()
    {
        var html = RunbookPage.Render("etcd-disk", RunbookIndex.Find("etcd-disk")!, root: "");
        Assert.Contains("<ol class=\"steps\"><li>", html, StringComparison.Ordinal);
        Assert.Contains("<code>iostat -x 1</code>", html, StringComparison.Ordinal);
        Assert.Equal(html.Split("<ol").Length, html.Split("</ol>").Length);
    }

    private static IncidentRecord Record(string signal, string part) => Incidents.Opened(Severity.Critical) with
    {
        Root = [new(part, "", 0.8)],
        Signals = [new(signal, "f", part, "x", 9, Incidents.Began, 1, 1, "1")],
    };

    private static string PartOf(string signal) => signal.Split('_')[0] is "apiserver" or "etcd" or "coredns" or "scheduler" ? signal.Split('_')[0] : "part";

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Signal();
}
