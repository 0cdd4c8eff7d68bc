using System.Buffers.Binary;
using System.Globalization;
using Telemetry.Alerting.Outbox;
using Telemetry.Contracts.Alerts;
using Telemetry.Transport;

namespace Telemetry.Alerting.Board;

/// <summary>Fills the board from one partition: from what was saved of it, then from the stream.</summary>
internal sealed class BoardProcessor(
    int partition, IStateStore state, AlertBoard board, BoardKeeper keeper, ReadThrough through, StorageGuard storage) : IPartitionProcessor
{
    private const string OwnerPrefix = "telemetry.alerting.board/";
    private const string PositionKey = "position";

    private readonly string _owner = string.Create(CultureInfo.InvariantCulture, $"{OwnerPrefix}{partition}");
    private readonly AlertCommandAssembler _assembler = new();
    private long? _next;
    private bool _isSaver;

    /// <inheritdoc/>
    public async ValueTask<long?> OpenAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, value) in await state.LoadAsync(_owner, cancellationToken))
        {
            if (AlertCommandAssembler.Owns(key)) _assembler.Restore(value!.Value.Span);
            else if (key == PositionKey) _next = BinaryPrimitives.ReadInt64LittleEndian(value!.Value.Span);
            else if (BoardChanges.Owns(key) && AlertCommandCodec.Decode(value!.Value.Span, out _) is { } command) board.Take(command);
        }

        // Everything from there on, whatever this group has read before: a board begins empty.
        return _next ?? 0;
    }

    /// <inheritdoc/>
    public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        // What cannot be read is dead-lettered by the processing of commands.
        if (_assembler.Take(record.Value.Span, out _) is { } command)
        {
            board.Take(command);
            through.Move(command.At);
        }

        _next = record.Offset + 1;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask CheckpointAsync(CancellationToken cancellationToken)
    {
        if (!keeper.Saves(partition))
        {
            // What is gone need not be remembered: whoever saves forgets it too. A command half read now is at worst missing on a page.
            _isSaver = false;
            board.DropDeletions();
            _assembler.TakeChanges();
            return;
        }

        // Another replica may have written since this one loaded, and a store writes by what it last saw.
        if (!_isSaver) await state.LoadAsync(_owner, cancellationToken);
        _isSaver = true;
        var position = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(position, _next ?? 0);
        StateEntry[] entries =
        [
            .. board.TakeChanges(),
            .. _assembler.TakeChanges().Select(change => new StateEntry(change.Key, change.Value)),
            new(PositionKey, position),
        ];
        await storage.KeepTryingAsync(token => state.CommitAsync(_owner, entries, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
