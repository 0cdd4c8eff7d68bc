namespace Telemetry.Collector.Scraping.Negotiation;

/// <summary>Which formats a target is asked for, and what it is read as when it does not say. Equal where both are.</summary>
public sealed record PageFormats
{
    /// <summary>What nobody chose for: the cheapest is found out, and a page of no known type is refused.</summary>
    public static PageFormats Default { get; } = new();

    /// <summary>Formats in the order in which they are asked for; empty where the cheapest is to be found out.</summary>
    public IReadOnlyList<ScrapeProtocol> Preferred { get; init; } = [];

    /// <summary>What a page without a content type of ours is read as; null refuses it.</summary>
    public ScrapeProtocol? Fallback { get; init; }

    /// <inheritdoc/>
    public bool Equals(PageFormats? other) => other is not null && Fallback == other.Fallback && Preferred.SequenceEqual(other.Preferred);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Fallback);
        foreach (var protocol in Preferred) hash.Add(protocol);
        return hash.ToHashCode();
    }
}
