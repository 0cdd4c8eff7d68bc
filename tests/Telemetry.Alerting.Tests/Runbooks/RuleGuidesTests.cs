using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Links;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Runbooks;
using Telemetry.Contracts.Incidents;
using Xunit;

namespace Telemetry.Alerting.Tests.Runbooks;

public sealed class RuleGuidesTests
{
    private static readonly IncidentRecord Incident = Incidents.Opened(Severity.Critical);

    [Fact]
    public void Entry_WithAnAddress_IsLinkedFromThePageBeforeTheClasss()
    {
        var guides = Guides("https://wiki.example.com/etcd/");
        var link = guides.RunbookOf(Incident);
        var links = new IncidentLinks(new Uri("https://telemetry.example.com")) { Guides = guides };
        Assert.Equal(("https://wiki.example.com/etcd/", "wiki.example.com/etcd"), (links.PathOf(link), link.Title));
        Assert.Equal(new Uri("https://wiki.example.com/etcd/"), links.LinksOf(EpisodeKey.Of(Incident), Incident)[0].Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-such-page")]
    [InlineData("javascript:alert(1)")]
    public void Entry_WithoutARunbookThatThereIs_LeavesItToTheClass(string runbook) =>
        Assert.Equal($"/runbooks/{RunbookIndex.For(Incident)}", new IncidentLinks(null).PathOf(Guides(runbook).RunbookOf(Incident)));

    [Fact]
    public void Entry_WithTheNameOfAPage_LeadsThere() =>
        Assert.Equal("/runbooks/new-normal", new IncidentLinks(null).PathOf(Guides("new-normal").RunbookOf(Incident)));

    [Fact]
    public void Inbox_WhereOperatorsKeepRunbooks_LeadsThereAsMessagesDo()
    {
        var links = new IncidentLinks(new Uri("https://telemetry.example.com/am")) { RunbookUrl = new Uri("https://wiki.example.com/books/") };
        Assert.Equal("https://wiki.example.com/books/new-normal", links.PathOf(Guides("new-normal").RunbookOf(Incident)));
    }

    [Fact]
    public void Owner_OfTheStrongestSignalOfTheRoot_IsNamed()
    {
        Assert.Equal("storage", Guides("").OwnerOf(Incident));
        Assert.Equal("", Guides("").OwnerOf(Incident with { Root = [] }));
        Assert.Equal("", RuleGuides.None.OwnerOf(Incident));
    }

    private static RuleGuides Guides(string runbook)
    {
        var lead = Incident.Signals.First(signal => signal.Component == Incident.Root[0].Component);
        return new(new Dictionary<string, RuleGuide>(StringComparer.Ordinal) { [lead.Signal] = new(runbook, "storage") });
    }
}
