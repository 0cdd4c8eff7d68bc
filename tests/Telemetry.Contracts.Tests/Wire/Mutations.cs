using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Tests.Wire;

/// <summary>Damaged and foreign variants of a message, for tests of what a decoder does with them.</summary>
internal static class Mutations
{
    /// <summary>Every proper beginning of the message.</summary>
    public static IEnumerable<byte[]> Truncated(byte[] message) => Enumerable.Range(0, message.Length).Select(length => message[..length]);

    /// <summary>Copies with a few random bytes changed.</summary>
    public static IEnumerable<byte[]> Flipped(byte[] message, int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var copy = message.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--) copy[random.Next(copy.Length)] = (byte)random.Next(256);
            yield return copy;
        }
    }

    /// <summary>The message with fields behind it that no version of ours knows, of every wire type.</summary>
    public static byte[] WithUnknownFields(byte[] message)
    {
        var writer = new ProtoWriter();
        writer.WriteRaw(message);
        writer.WriteVarint(1900, 5);
        writer.WriteDouble(1901, 1.5);
        writer.WriteText(1902, "later");
        writer.WriteRaw([0xBD, 0x77, 1, 2, 3, 4]);
        return writer.Written.ToArray();
    }

    /// <summary>The message with another format version.</summary>
    public static byte[] WithVersion(byte[] message, byte version) => [message[0], version, .. message[2..]];
}
