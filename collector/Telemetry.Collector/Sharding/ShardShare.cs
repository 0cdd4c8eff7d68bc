using System.Buffers.Binary;
using System.Security.Cryptography;
using Telemetry.Contracts;

namespace Telemetry.Collector.Sharding;

/// <summary>One collector's share of all targets.</summary>
/// <param name="Index">Number of this collector, from 0. At or above <paramref name="Count"/> it owns nothing: it is being scaled away.</param>
/// <param name="Count">Number of collectors.</param>
internal sealed record ShardShare(int Index, int Count)
{
    /// <summary>All of it.</summary>
    public static readonly ShardShare Whole = new(0, 1);

    /// <summary>Whether a target belongs to this share.</summary>
    public bool Owns(TargetId target) => Count == 1 ? Index == 0 : OwnerOf(target, Count) == Index;

    /// <summary>
    /// The shard with the greatest weight for the target (highest random weight, Thaler and Ravishankar 1998). The weight is the beginning of
    /// SHA-256 over the shard's number, 4 bytes little endian, and the target's key: every build must agree on it.
    /// </summary>
    public static int OwnerOf(TargetId target, int count)
    {
        var key = target.ToKey();
        Span<byte> weighed = new byte[sizeof(int) + key.Length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        key.CopyTo(weighed[sizeof(int)..]);
        var (owner, heaviest) = (0, 0UL);
        for (var shard = 0; shard < count; shard++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(weighed, shard);
            SHA256.HashData(weighed, hash);
            var weight = BinaryPrimitives.ReadUInt64LittleEndian(hash);
            if (shard == 0 || weight > heaviest) (owner, heaviest) = (shard, weight);
        }
        return owner;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Index}/{Count}";
}
