namespace Telemetry.Catalog;

/// <summary>Versions of its software in which a family or label is there; an open end is null.</summary>
/// <param name="Since">First version that has it.</param>
/// <param name="Until">Last version that has it, its patch releases included.</param>
public sealed record VersionRange(SoftwareVersion? Since, SoftwareVersion? Until)
{
    /// <summary>Every version.</summary>
    public static VersionRange Every { get; } = new(null, null);

    /// <summary>Whether a version is within.</summary>
    public bool Contains(SoftwareVersion version) => !IsBefore(version) && !IsAfter(version);

    /// <summary>Whether a version is too old to have it.</summary>
    public bool IsBefore(SoftwareVersion version) => Since is not null && version.IsBefore(Since);

    /// <summary>Whether a version is too new to have it.</summary>
    public bool IsAfter(SoftwareVersion version) => Until is not null && !version.IsAtMost(Until);

    /// <summary>For people: <c>1.29–1.30</c>, <c>≥ 1.29</c>, <c>≤ 1.30</c> or <c>all</c>.</summary>
    public override string ToString() => (Since, Until) switch
    {
        (null, null) => "all",
        (null, _) => $"≤ {Until}",
        (_, null) => $"≥ {Since}",
        _ => $"{Since}–{Until}",
    };
}
