using System.Text;

namespace Telemetry.Catalog;

/// <summary>Compares family names, which are ASCII, with their UTF-8 bytes, so that a page's bytes are looked up without a string.</summary>
public sealed class FamilyNameComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public int GetHashCode(string obj)
    {
        var hash = Offset;
        foreach (var character in obj) hash = (hash ^ character) * Prime;
        return (int)hash;
    }

    public bool Equals(ReadOnlySpan<byte> alternate, string other)
    {
        if (alternate.Length != other.Length) return false;
        for (var i = 0; i < alternate.Length; i++)
            if (alternate[i] != other[i]) return false;
        return true;
    }

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = Offset;
        foreach (var octet in alternate) hash = (hash ^ octet) * Prime;
        return (int)hash;
    }

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);

    // FNV-1a, 32 bits.
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;
}
