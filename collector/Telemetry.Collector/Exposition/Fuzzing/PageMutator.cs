namespace Telemetry.Collector.Exposition.Fuzzing;

/// <summary>Makes damaged pages of good ones: flips, cuts, repeats, splices, and the numbers that break parsers.</summary>
/// <param name="seeds">Good pages.</param>
/// <param name="random">Seeded.</param>
internal sealed class PageMutator(IReadOnlyList<byte[]> seeds, Random random)
{
    /// <summary>Longest page made: inputs are many, not large.</summary>
    public const int MaxBytes = 8 * 1024;

    private static readonly byte[][] Tokens =
    [
        .. new[] { "NaN", "+Inf", "-1e309", "1e-400", "{", "}", "\"", "\\", "\n", "# EOF\n", "# TYPE ", "le=\"", "_bucket", "_created", "\0", "\xff", " # {" }
            .Select(token => token.Select(character => (byte)character).ToArray()),
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], [0x80], [0x0a, 0x00], [0x22, 0xff, 0xff, 0xff, 0xff, 0x07], [0x60, 0x00, 0x68, 0x01],
    ];

    private readonly byte[] _page = new byte[MaxBytes];

    /// <summary>The next page; valid until the one after it.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var seed = seeds[random.Next(seeds.Count)];
        var from = seed.Length > MaxBytes ? random.Next(seed.Length - MaxBytes) : 0;
        var length = Math.Min(seed.Length, MaxBytes);
        seed.AsSpan(from, length).CopyTo(_page);
        for (var left = random.Next(1, 9); left > 0 && length > 0; left--) length = Mutate(length);
        return _page.AsSpan(0, length);
    }

    private int Mutate(int length)
    {
        var at = random.Next(length);
        switch (random.Next(6))
        {
            case 0:
                _page[at] ^= (byte)(1 << random.Next(8));
                return length;
            case 1:
                _page[at] = (byte)random.Next(256);
                return length;
            case 2:
                return random.Next(4) == 0 ? at : length;
            case 3:
                return Insert(length, at, Tokens[random.Next(Tokens.Length)]);
            case 4:
                return Remove(length, at, random.Next(1, 40));
            default:
                var begin = random.Next(length);
                return Insert(length, at, _page.AsSpan(begin, Math.Min(random.Next(1, 64), length - begin)).ToArray());
        }
    }

    private int Insert(int length, int at, ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, MaxBytes - length);
        _page.AsSpan(at, length - at).CopyTo(_page.AsSpan(at + count));
        bytes[..count].CopyTo(_page.AsSpan(at));
        return length + count;
    }

    private int Remove(int length, int at, int count)
    {
        count = Math.Min(count, length - at);
        _page.AsSpan(at + count, length - at - count).CopyTo(_page.AsSpan(at));
        return length - count;
    }
}
