using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;
using Xunit;

namespace Telemetry.Contracts.Tests.Alerts;

public sealed class AlertCommandAssemblerTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch.AddYears(50);

    private readonly AlertCommandAssembler _assembler = new();

    [Fact]
    public void Command_OfSeveralRecords_ComesWithTheLast()
    {
        var parts = PartsOf(Large("x"));

        Assert.All(parts, part => Assert.True(part.Length + AlertCommand.Key.Length <= Streams.MaxRecordBytes));
        Assert.Equal(3, parts.Count);
        Assert.All(parts.SkipLast(1), part => Assert.Null(_assembler.Take(part, out _)));
        Assert.Equal("x", NoteOf(_assembler.Take(parts[^1], out _))[..1]);
    }

    [Fact]
    public void Commands_WhosePartsAreMixed_ComeWhole()
    {
        List<byte[]> x = PartsOf(Large("x")), y = PartsOf(Large("y"));

        var seen = x.Zip(y).SelectMany(both => new[] { both.First, both.Second }).Select(part => _assembler.Take(part, out _)).ToList();

        Assert.Equal(["x", "y"], seen.OfType<AlertCommand>().Select(command => NoteOf(command)[..1]));
    }

    [Fact]
    public void Assembler_RestoredBetweenTwoParts_GivesTheCommand()
    {
        var parts = PartsOf(Large("x"));
        foreach (var part in parts.SkipLast(1)) _assembler.Take(part, out _);

        var restored = new AlertCommandAssembler();
        foreach (var (key, value) in _assembler.TakeChanges())
        {
            Assert.True(AlertCommandAssembler.Owns(key));
            restored.Restore(value!.Value.Span);
        }

        Assert.NotNull(restored.Take(parts[^1], out _));
        Assert.All(restored.TakeChanges(), change => Assert.Null(change.Value));
    }

    [Fact]
    public void Assembler_WithMoreHalfReadThanItsBound_GivesUpTheOldest()
    {
        var commands = Enumerable.Range(0, AlertCommandAssembler.MaxPending + 1).Select(_ => PartsOf(Large("x"))).ToList();
        foreach (var parts in commands) _assembler.Take(parts[0], out _);

        Assert.Equal(1, _assembler.GivenUp);
        Assert.Null(commands[0].Skip(1).Select(part => _assembler.Take(part, out _)).ToList()[^1]);
        Assert.NotNull(commands[^1].Skip(1).Select(part => _assembler.Take(part, out _)).ToList()[^1]);
    }

    private static string NoteOf(AlertCommand? command) => Assert.IsType<ManualResolve>(command?.Body).Note;

    private static AlertCommand Large(string letter) => new(At, "ann", new ManualResolve("key", string.Concat(Enumerable.Repeat(letter, 2_000_000))));

    private static List<byte[]> PartsOf(AlertCommand command) =>
        AlertCommandParts.Of(AlertCommandCodec.Encode(new ProtoWriter(), command).ToArray(), At, Guid.NewGuid()).Select(part => part.ToArray()).ToList();
}
