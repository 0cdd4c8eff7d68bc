using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Episodes;

/// <summary>Incidents in a book.</summary>
internal sealed class IncidentEpisodeFormat : EpisodeFormat
{
    // Clusters share the partitions out, and an incident keeps what it was judged by.
    private const int Most = 10_000;

    /// <inheritdoc/>
    public override int MaxEpisodes => Most;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Encode(AlertEpisode episode) => EpisodeCodec.Encode((Episode)episode);

    /// <inheritdoc/>
    public override AlertEpisode? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure) => EpisodeCodec.Decode(bytes, out failure);
}
