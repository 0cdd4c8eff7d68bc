using System.Globalization;
using System.Text;

namespace Telemetry.Contracts.Alerts;

/// <summary>
/// Alertmanager's identity of a label set: FNV-1a of 64 bits over every name and value in order, each behind which stands the byte 255
/// (<c>prometheus/common/model</c>, <c>labelSetToFingerprint</c>).
/// </summary>
/// <param name="Value">The hash.</param>
public readonly record struct LabelFingerprint(ulong Value) : IComparable<LabelFingerprint>
{
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;
    private const byte Separator = 255;

    /// <summary>Fingerprint of labels that are ordered by name.</summary>
    public static LabelFingerprint Of(ReadOnlySpan<KeyValuePair<string, string>> sorted)
    {
        var hash = Offset;
        foreach (var (name, value) in sorted) hash = Add(Add(hash, name), value);
        return new(hash);
    }

    /// <summary>The fingerprint that <see cref="ToString"/> wrote; false where the text is none.</summary>
    public static bool TryParse(string text, out LabelFingerprint fingerprint)
    {
        var isOne = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && text.Length == 16;
        fingerprint = new(value);
        return isOne;
    }

    /// <inheritdoc/>
    public int CompareTo(LabelFingerprint other) => Value.CompareTo(other.Value);

    /// <summary>Sixteen lower-case hex digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    private static ulong Add(ulong hash, string text)
    {
        const int OnStack = 256;
        var bytes = Encoding.UTF8.GetMaxByteCount(text.Length) <= OnStack ? stackalloc byte[OnStack] : new byte[Encoding.UTF8.GetByteCount(text)];
        foreach (var part in bytes[..Encoding.UTF8.GetBytes(text, bytes)]) hash = (hash ^ part) * Prime;
        return (hash ^ Separator) * Prime;
    }
}
