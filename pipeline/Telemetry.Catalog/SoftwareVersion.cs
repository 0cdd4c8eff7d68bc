using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Telemetry.Catalog;

/// <summary>A version of a component's software: <c>1.34</c>, <c>1.34.1</c>.</summary>
/// <param name="Major">First number.</param>
/// <param name="Minor">Second number.</param>
/// <param name="Patch">Third number; null where a whole minor version is meant.</param>
public sealed record SoftwareVersion(int Major, int Minor, int? Patch = null)
{
    /// <summary>The first two numbers.</summary>
    public SoftwareVersion MinorVersion => this with { Patch = null };

    /// <summary>Reads a version as components write it: a leading <c>v</c> and what follows the numbers (<c>-rc.1</c>, <c>+k3s1</c>) are left out.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SoftwareVersion? version)
    {
        version = null;
        var parts = (text ?? "").Trim().TrimStart('v', 'V').Split('.');
        if (parts.Length < 2 || NumberOf(parts[0]) is not { } major || NumberOf(parts[1]) is not { } minor) return false;
        // What follows the digits of the minor version ends the version: 1.30-alpha.1 has no patch.
        var patch = parts.Length > 2 && parts[1].All(char.IsAsciiDigit) ? NumberOf(parts[2]) : null;
        version = new SoftwareVersion(major, minor, patch);
        return true;
    }

    /// <summary>Whether it is older; no patch counts as the first.</summary>
    public bool IsBefore(SoftwareVersion other) => (Major, Minor, Patch ?? 0).CompareTo((other.Major, other.Minor, other.Patch ?? 0)) < 0;

    /// <summary>Whether it is the other version, one within it, or an older one: <c>1.30.4</c> is at most <c>1.30</c>.</summary>
    public bool IsAtMost(SoftwareVersion last) => (Major, Minor).CompareTo((last.Major, last.Minor)) switch
    {
        0 => last.Patch is null || (Patch ?? 0) <= last.Patch,
        var order => order < 0,
    };

    public override string ToString() => Patch is null ? $"{Major}.{Minor}" : $"{Major}.{Minor}.{Patch}";

    private static int? NumberOf(string part)
    {
        var digits = part.AsSpan(0, part.TakeWhile(char.IsAsciiDigit).Count());
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
