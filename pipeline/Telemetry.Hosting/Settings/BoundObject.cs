namespace Telemetry.Hosting.Settings;

/// <summary>Where an options object came from, so that what validation finds can be told by line and key.</summary>
internal sealed class BoundObject(Place place)
{
    public Place Place { get; } = place;

    /// <summary>Where each written key stands.</summary>
    public Dictionary<string, Place> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys whose value could not be read; they are not judged a second time.</summary>
    public HashSet<string> Broken { get; } = new(StringComparer.Ordinal);
}
