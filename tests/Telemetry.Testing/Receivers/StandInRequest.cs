namespace Telemetry.Testing.Receivers;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Received">When its first byte was seen, by the system's clock.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with query.</param>
/// <param name="Headers">Headers by lower-case name.</param>
/// <param name="Body">Body.</param>
public sealed record StandInRequest(
    DateTimeOffset Received, string Method, string Path, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The body as text.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Body.Span);
}
