namespace Telemetry.Alerting.Templates.Syntax;

/// <summary>Finds which templates a template calls.</summary>
internal static class TemplateCalls
{
    /// <summary>Names, in the order of the text; one may come more than once.</summary>
    public static IEnumerable<string> Of(IEnumerable<TemplateNode> nodes) => nodes.SelectMany(node => node switch
    {
        CallNode call => [call.Name],
        BranchNode branch => Of(branch.Then).Concat(Of(branch.Else)),
        RangeNode range => Of(range.Body).Concat(Of(range.Else)),
        _ => [],
    });
}
