namespace Telemetry.Catalog;

/// <summary>Reads <c>signals.yaml</c>.</summary>
internal static class SignalsFile
{
    /// <exception cref="CatalogException">Every error with its line.</exception>
    public static IReadOnlyList<SignalDefinition> Load(string yaml, string source)
    {
        var errors = new List<string>();
        var signals = new List<SignalDefinition>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fields in YamlFields.ReadList(yaml, "signals", source, errors))
        {
            var signal = Read(fields);
            if (!ids.Add(signal.Id)) fields.Fail("id", $"'{signal.Id}' is taken by an earlier signal");
            Check(signal, fields);
            fields.RejectUnknown();
            signals.Add(signal);
        }

        return errors.Count == 0 ? signals : throw new CatalogException(errors);
    }

    private static SignalDefinition Read(YamlFields fields)
    {
        var component = fields.Text("component");
        var on = fields.Texts("on");
        return new SignalDefinition
        {
            Id = fields.Text("id"),
            Title = fields.Text("title"),
            Component = component,
            On = on.Count > 0 ? on : [component],
            Cause = fields.OptionalText("cause") ?? "",
            Kind = fields.Choice("kind", SignalKind.Latency),
            Families = [fields.Text("family"), .. fields.Texts("aliases")],
            Where = fields.Filters("where"),
            Except = fields.Filters("except"),
            StratifyBy = fields.Texts("stratify_by"),
            Bad = fields.Filters("bad"),
            BadFamily = fields.OptionalText("bad_family"),
            Used = fields.Filters("used"),
            Against = fields.OptionalText("against"),
            Limit = fields.Number("limit", double.NaN),
            Normal = fields.Numbers("normal"),
            Unit = fields.Text("unit"),
            UserFacing = fields.Flag("user_facing", otherwise: false),
            Evidence = fields.Choice("evidence", Evidence.Drift),
            BothDirections = string.Equals(fields.OptionalText("direction"), "both", StringComparison.Ordinal),
            Priority = (int)fields.Number("priority", 2),
            Help = fields.Text("help"),
        };
    }

    private static void Check(SignalDefinition signal, YamlFields fields)
    {
        if (signal.Kind == SignalKind.Ratio && signal.Bad.Count == 0 && signal.BadFamily is null)
            fields.Fail("kind", "a ratio needs 'bad' or 'bad_family'");
        if (signal.Kind == SignalKind.Latency && signal.Normal.Count is not (0 or 2))
            fields.Fail("normal", "latency takes two numbers, p50 and p99");
        if (signal.Kind == SignalKind.Latency && signal.Normal is [var median, var tail] && !(median > 0 && tail > median))
            fields.Fail("normal", "p50 must be above 0 and p99 above p50");
        if (signal.Priority is < 1 or > 3) fields.Fail("priority", "must be 1, 2 or 3");
    }
}
