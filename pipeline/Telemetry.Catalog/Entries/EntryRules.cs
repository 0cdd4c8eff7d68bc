using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace Telemetry.Catalog.Entries;

/// <summary>What must hold of an entry beyond the form of its fields.</summary>
internal static class EntryRules
{
    private const int MaxStateSeconds = 86_400;

    private static readonly PropertyInfo[] Required =
        [.. typeof(SignalEntry).GetProperties().Where(property => property.GetCustomAttribute<RequiredAttribute>() is not null)];

    public static void Check(SignalEntry entry, YamlFields fields, Topology topology)
    {
        CheckRequired(entry, fields);
        CheckParts(entry, fields, topology);
        CheckKind(entry, fields);
        CheckNormal(entry, fields);
        CheckState(entry, fields);
        if (entry.Priority is < 1 or > 3) fields.Fail("priority", "must be 1, 2 or 3");
        if (entry.Presence is Presence.Flag or Presence.Setup != entry.Needs.Length > 0)
            fields.Fail("presence", "flag and setup go together with 'needs', which names the flag or the setup; the others have none");
        CheckVersions(entry, fields);
    }

    private static void CheckRequired(SignalEntry entry, YamlFields fields)
    {
        foreach (var property in Required)
        {
            var key = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            // What is written and could not be read has been told already.
            if (property.GetValue(entry) is "" || (property.GetValue(entry) is null && !fields.Has(key))) fields.FailMissing(key);
        }
    }

    private static void CheckParts(SignalEntry entry, YamlFields fields, Topology topology)
    {
        if (entry.Component is { } component && component != SignalDefinition.TargetComponent) CheckPart("component", component);
        foreach (var part in entry.On.Where(part => part != SignalDefinition.AnyComponent)) CheckPart("on", part);
        if (entry.Page != PageDefinition.Main && !topology.Components.Any(part => part.Pages.Any(page => page.Name == entry.Page)))
            fields.Fail("page", $"there is no page '{entry.Page}'; leave it out for /metrics");

        void CheckPart(string field, string part)
        {
            if (topology.Find(part) is null)
                fields.Fail(field, $"there is no component '{part}'; it is one of {string.Join(", ", topology.Components.Select(known => known.Name))}");
        }
    }

    private static void CheckKind(SignalEntry entry, YamlFields fields)
    {
        if (entry.Evidence == Evidence.None) return;
        if (entry.Kind == SignalKind.Ratio && entry.Bad.Count == 0 && entry.BadFamily is null)
            fields.Fail("kind", "a ratio needs 'bad' or 'bad_family'");
        if (entry.Kind is SignalKind.Distribution or SignalKind.Info)
            fields.Fail("kind", "distribution and info are not scored; add 'evidence: none'");
    }

    private static void CheckState(SignalEntry entry, YamlFields fields)
    {
        if (entry.For is not (>= 0 and <= MaxStateSeconds)) fields.Fail("for", $"must lie between 0 and {MaxStateSeconds} seconds");
        if (double.IsNaN(entry.AtLeast) && double.IsNaN(entry.AtMost))
        {
            if (entry.For > 0) fields.Fail("for", "belongs to a rule; add 'at_least' or 'at_most'");
            return;
        }

        // Such a rule pages: without a first step and somebody to mend it, it is noise.
        if (entry is { UserFacing: true, Runbook: "" }) fields.Fail("runbook", "is missing; a rule that pages says what to do: an address, or the name of one of docs/runbooks");
        if (entry is { UserFacing: true, Owner: "" }) fields.Fail("owner", "is missing; a rule that pages has a team that owns it");
        if (entry.Kind is SignalKind.Gauge or SignalKind.Rate or SignalKind.Ratio || (entry.Kind == SignalKind.Saturation && entry.Against is not null)) return;
        fields.Fail("kind", "at_least and at_most need a gauge, a rate, a ratio, or a saturation with 'against'");
    }

    private static void CheckNormal(SignalEntry entry, YamlFields fields)
    {
        if (entry.Kind != SignalKind.Latency) return;
        if (entry.Normal.Count is not (0 or 2)) fields.Fail("normal", "latency takes two numbers, p50 and p99");
        if (entry.Normal is [var median, var tail] && !(median > 0 && tail > median)) fields.Fail("normal", "p50 must be above 0 and p99 above p50");
    }

    private static void CheckVersions(SignalEntry entry, YamlFields fields)
    {
        if (IsReversed(entry.Since, entry.Until)) fields.Fail("until", "is before 'since'");
        foreach (var alias in entry.Aliases)
            if (IsReversed(alias.Since, alias.Until)) fields.Fail("aliases", $"{alias.Family}: until is before since");
    }

    private static bool IsReversed(SoftwareVersion? since, SoftwareVersion? until) =>
        since is not null && until is not null && !since.IsAtMost(until);
}
