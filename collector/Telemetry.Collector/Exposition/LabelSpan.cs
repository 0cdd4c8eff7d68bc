namespace Telemetry.Collector.Exposition;

/// <summary>One label as written, without its quotes; escapes are still in it, see <see cref="Escapes.Decode"/>.</summary>
internal readonly ref struct LabelSpan(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
{
    public ReadOnlySpan<byte> Name { get; } = name;

    public ReadOnlySpan<byte> Value { get; } = value;
}
