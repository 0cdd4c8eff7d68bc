using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Episodes;

/// <summary>Groups of alerts of others in a book.</summary>
internal sealed class GroupEpisodeFormat : EpisodeFormat
{
    // All groups lie in one partition, and one takes some kilobytes.
    private const int Most = 100_000;

    /// <inheritdoc/>
    public override int MaxEpisodes => Most;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Encode(AlertEpisode episode) => GroupEpisodeCodec.Encode((GroupEpisode)episode);

    /// <inheritdoc/>
    public override AlertEpisode? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure) => GroupEpisodeCodec.Decode(bytes, out failure);
}
