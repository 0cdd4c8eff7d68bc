using Telemetry.Transport;

namespace Telemetry.Alerting.Episodes;

/// <summary>What becomes durable in one commit.</summary>
/// <param name="Episodes">Episodes and their new messages.</param>
/// <param name="Companions">State of whatever decided, which must not be newer than the messages it led to.</param>
/// <param name="Position">Offset of the first record that all of it does not include; null to leave it where it is.</param>
internal sealed record BookWrite(IReadOnlyList<EpisodeWrite> Episodes, IReadOnlyList<StateEntry> Companions, long? Position)
{
    /// <summary>A write of one episode.</summary>
    public static BookWrite Of(EpisodeWrite episode) => new([episode], [], null);
}
