namespace Telemetry.Collector.Exposition;

/// <summary>Which sample names belong to a family of a given type.</summary>
internal static class FamilyMembership
{
    /// <summary>Whether a sample of this name belongs to the family, and as what.</summary>
    public static bool TryGetRole(ReadOnlySpan<byte> name, ReadOnlySpan<byte> family, FamilyType type, out SeriesRole role)
    {
        role = SeriesRole.Value;
        if (!name.StartsWith(family))
        {
            return false;
        }

        var suffix = name[family.Length..];
        if (suffix.IsEmpty)
        {
            role = type == FamilyType.Summary ? SeriesRole.Quantile : SeriesRole.Value;
            return true;
        }

        return suffix[0] == '_' && TryGetSuffixRole(suffix, type, out role);
    }

    private static bool TryGetSuffixRole(ReadOnlySpan<byte> suffix, FamilyType type, out SeriesRole role)
    {
        var isHistogram = type is FamilyType.Histogram or FamilyType.GaugeHistogram;
        var isDistribution = isHistogram || type == FamilyType.Summary;
        (role, var belongs) = suffix switch
        {
            _ when suffix.SequenceEqual("_bucket"u8) => (SeriesRole.Bucket, isHistogram),
            _ when suffix.SequenceEqual("_sum"u8) => (SeriesRole.Sum, isDistribution),
            _ when suffix.SequenceEqual("_count"u8) => (SeriesRole.Count, isDistribution),
            _ when suffix.SequenceEqual("_total"u8) => (SeriesRole.Total, type == FamilyType.Counter),
            _ when suffix.SequenceEqual("_info"u8) => (SeriesRole.Value, type == FamilyType.Info),
            _ when suffix.SequenceEqual("_gsum"u8) => (SeriesRole.Sum, type == FamilyType.GaugeHistogram),
            _ when suffix.SequenceEqual("_gcount"u8) => (SeriesRole.Count, type == FamilyType.GaugeHistogram),
            _ when suffix.SequenceEqual("_created"u8) =>
                (SeriesRole.Created, type is FamilyType.Counter or FamilyType.Histogram or FamilyType.Summary),
            _ => (SeriesRole.Value, false),
        };
        return belongs;
    }
}
