using Microsoft.AspNetCore.Http;

namespace Telemetry.Collector.Pages;

/// <summary>Which targets the page shows.</summary>
/// <param name="State">Their state, or empty for all.</param>
/// <param name="Job">Their job, or empty for all.</param>
/// <param name="Text">What job, instance, address or failure contains; or empty.</param>
internal sealed record TargetFilter(string State, string Job, string Text)
{
    public static TargetFilter Of(IQueryCollection query) => new($"{query["state"]}", $"{query["job"]}", $"{query["search"]}".Trim());

    public bool Takes(TargetRow row) =>
        (State.Length == 0 || string.Equals(State, $"{row.Health}", StringComparison.OrdinalIgnoreCase))
        && (Job.Length == 0 || Job == row.Target.Id.Job)
        && (Text.Length == 0 || Has(row.Target.Id.Job) || Has(row.Target.Id.Instance) || Has(row.Target.Url.AbsoluteUri) || Has(row.Reason) || Has(row.Detail));

    private bool Has(string value) => value.Contains(Text, StringComparison.OrdinalIgnoreCase);
}
