namespace Telemetry.Catalog.Entries;

/// <summary>From what is written to what holds.</summary>
internal static class SignalDefinitions
{
    /// <summary>The definition of an entry that keeps the rules.</summary>
    public static SignalDefinition Of(SignalEntry entry) => new()
    {
        Id = entry.Id!,
        Title = entry.Title!,
        Component = entry.Component!,
        Subsystem = entry.Subsystem,
        On = entry.On.Count > 0 ? entry.On : [entry.Component!],
        Page = entry.Page,
        Cause = entry.Cause,
        Kind = entry.Kind!.Value,
        Families = [NameOf(entry.Family!, entry.Since, entry.Until), .. entry.Aliases.Select(alias => NameOf(alias.Family, alias.Since, alias.Until))],
        Type = entry.Type,
        Presence = entry.Presence,
        Needs = entry.Needs,
        Where = entry.Where,
        Except = entry.Except,
        StratifyBy = entry.StratifyBy,
        SumOver = entry.SumOver,
        Bad = entry.Bad,
        BadFamily = entry.BadFamily,
        Used = entry.Used,
        Against = entry.Against,
        Limit = entry.Limit,
        Slo = entry.Slo,
        State = double.IsNaN(entry.AtLeast) && double.IsNaN(entry.AtMost) ? null : new StateDefinition(entry.AtLeast, entry.AtMost, TimeSpan.FromSeconds(entry.For)),
        Runbook = entry.Runbook,
        Owner = entry.Owner,
        StockRules = entry.StockRules,
        Normal = entry.Normal,
        Unit = entry.Unit!,
        UserFacing = entry.UserFacing,
        Evidence = entry.Evidence,
        BothDirections = entry.Direction == Direction.Both,
        Priority = entry.Priority,
        Proof = entry.Proof,
        Help = entry.Help!,
    };

    private static FamilyName NameOf(string family, SoftwareVersion? since, SoftwareVersion? until) =>
        new(family, since is null && until is null ? VersionRange.Every : new VersionRange(since, until));
}
