using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Episodes;

/// <summary>How one kind of episode is written down; a book holds one kind.</summary>
internal abstract class EpisodeFormat
{
    /// <summary>Most episodes of this kind that one partition keeps.</summary>
    public abstract int MaxEpisodes { get; }

    /// <summary>Encodes an episode.</summary>
    public abstract ReadOnlyMemory<byte> Encode(AlertEpisode episode);

    /// <summary>Decodes an episode; null, with the reason, when it cannot be read.</summary>
    public abstract AlertEpisode? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure);
}
