namespace Telemetry.Collector.Exposition;

/// <summary>A <c># HELP</c>, <c># TYPE</c> or <c># UNIT</c> line taken apart.</summary>
internal ref struct MetadataLine
{
    /// <summary>Name of the family, without quotes.</summary>
    public ReadOnlySpan<byte> Family;

    /// <summary>What follows the name and one blank.</summary>
    public ReadOnlySpan<byte> Text;

    /// <summary>Takes apart what follows the keyword and its blanks.</summary>
    /// <returns>False where there is no name, or where it does not end at a blank or the line's end.</returns>
    public static bool TryRead(ReadOnlySpan<byte> rest, out MetadataLine metadata)
    {
        metadata = default;
        var quoted = !rest.IsEmpty && rest[0] == '"';
        var length = quoted ? QuotedString.Length(rest) : MetricNames.NameLength(rest);
        if (length == 0)
        {
            return false;
        }

        metadata.Family = quoted ? rest[1..(length - 1)] : rest[..length];
        metadata.Text = length < rest.Length ? rest[(length + 1)..] : [];
        return !metadata.Family.IsEmpty && (length == rest.Length || rest[length] is (byte)' ' or (byte)'\t');
    }
}
