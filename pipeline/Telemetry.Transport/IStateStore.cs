namespace Telemetry.Transport;

/// <summary>Durable state of the roles, kept by owner (for example <c>detector.observe/3</c>) and key.</summary>
public interface IStateStore
{
    /// <summary>Every entry of an owner, ordered by key (ordinal). An owner never written gives none.</summary>
    /// <exception cref="CorruptStateException">A stored entry cannot be read; the message names it and the cure.</exception>
    ValueTask<IReadOnlyList<StateEntry>> LoadAsync(string owner, CancellationToken cancellationToken);

    /// <summary>
    /// Writes entries of one owner; a null value deletes. Where the store can, all of them or none (SQLite); elsewhere (a compacted
    /// topic) each entry is whole or absent and they become durable in the given order, so put last what vouches for the rest.
    /// Values of any size are taken: the store splits what its medium cannot hold in one piece.
    /// </summary>
    ValueTask CommitAsync(string owner, IReadOnlyList<StateEntry> entries, CancellationToken cancellationToken);
}
