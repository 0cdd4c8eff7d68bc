using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Scalars;

/// <summary>
/// Which values a series has had, as 128 cells over its range, remembered for two epochs of 8,000 values. The cells double in width
/// when the range outgrows them, so memory stays at 48 bytes however the series moves.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct ValueSupport
{
    private const int Cells = 128;
    private const int Epoch = 8000;

    // Cells an eighth as wide as the first step of the series: fine enough to begin with, and soon coarsened.
    private const double FirstStepCells = 8;

    // A range of fewer cells is no range yet; distances are then told in this many.
    private const int MinRange = 8;

    // Smallest change of a value that is one: below it two numbers are the same.
    private const double Resolution = 1e-12;

    // Widths in their powers of two that a double can tell.
    private const int MinExponent = -1000;
    private const int MaxExponent = 1000;

    // Of a double, as IEEE 754 has it.
    private const int ExponentBias = 1023;
    private const int MantissaBits = 52;

    // Past this width a cell's number may no longer fit; such a value is the end of what is told apart.
    private const double MaxCell = 1e15;

    // Halves instead of 128-bit numbers, which would be aligned to 16 bytes and cost as many again.
    private ulong _nowLow;
    private ulong _nowHigh;
    private ulong _beforeLow;
    private ulong _beforeHigh;

    // The cells' width is a power of two. Until a second value gives one, the origin holds the bits of the first.
    private long _origin;
    private short _exponent;
    private short _count;
    private bool _hasWidth;

    private readonly double Width => BitConverter.Int64BitsToDouble((long)(_exponent + ExponentBias) << MantissaBits);

    private UInt128 Now
    {
        readonly get => new(_nowHigh, _nowLow);
        set => (_nowHigh, _nowLow) = ((ulong)(value >> 64), (ulong)value);
    }

    private UInt128 Before
    {
        readonly get => new(_beforeHigh, _beforeLow);
        set => (_beforeHigh, _beforeLow) = ((ulong)(value >> 64), (ulong)value);
    }

    /// <summary>Distance to the nearest value seen, in ranges of what was seen; 0 for a value that was seen.</summary>
    public readonly double Novelty(double value)
    {
        if (!_hasWidth) return 0;
        var seen = Now | Before;
        var position = Math.Clamp((value / Width) - _origin, -MaxCell, MaxCell);
        if (position is >= 0 and < Cells && (seen >> (int)position & 1) != 0) return 0;
        return Distance(seen, position) / Math.Max(Highest(seen) - Lowest(seen) + 1, MinRange);
    }

    /// <summary>Marks a value as seen.</summary>
    public void Learn(double value)
    {
        if (_count == 0 && !_hasWidth) (_origin, _count) = (BitConverter.DoubleToInt64Bits(value), 1);
        if (!_hasWidth && !Begin(value)) return;
        var cell = Reach(value);
        Now |= UInt128.One << cell;
        if (++_count <= Epoch) return;
        (Before, Now, _count) = (Now, UInt128.One << cell, 1);
    }

    public readonly void Save(SnapshotWriter writer)
    {
        writer.Write((ReadOnlySpan<ulong>)[_nowLow, _nowHigh, _beforeLow, _beforeHigh]);
        writer.Write(_origin);
        writer.Write((int)_exponent);
        writer.Write((int)_count);
        writer.Write(_hasWidth);
    }

    public void Restore(ref SnapshotReader reader)
    {
        if (reader.ReadCounts() is not [var nowLow, var nowHigh, var beforeLow, var beforeHigh]) throw new SnapshotException("The values seen are not 128 cells.");
        (_nowLow, _nowHigh, _beforeLow, _beforeHigh) = (nowLow, nowHigh, beforeLow, beforeHigh);
        _origin = reader.ReadLong();
        var (exponent, count) = (reader.ReadInt(), reader.ReadInt());
        _hasWidth = reader.ReadBool();
        if (exponent is < MinExponent or > MaxExponent || count is < 0 or > Epoch || (_hasWidth && (Now | Before) == 0))
            throw new SnapshotException("Cells of values without a value.");
        (_exponent, _count) = ((short)exponent, (short)count);
    }

    private static int Lowest(UInt128 seen) => (int)UInt128.TrailingZeroCount(seen);

    private static int Highest(UInt128 seen) => Cells - 1 - (int)UInt128.LeadingZeroCount(seen);

    // From the middle of the cell to the border of the nearest one that was seen, half a cell at least.
    private static double Distance(UInt128 seen, double position)
    {
        if (position >= Cells) return position - Highest(seen) - 0.5;
        if (position < 0) return Lowest(seen) - position + 0.5;
        var cell = (int)position;
        var below = cell > 0 ? seen << (Cells - cell) : UInt128.Zero;
        var above = seen >> cell;
        var down = below == 0 ? double.PositiveInfinity : position - (cell - 1 - (int)UInt128.LeadingZeroCount(below)) - 0.5;
        var up = above == 0 ? double.PositiveInfinity : cell + (int)UInt128.TrailingZeroCount(above) - position + 0.5;
        return Math.Min(down, up);
    }

    private bool Begin(double value)
    {
        var first = BitConverter.Int64BitsToDouble(_origin);
        var step = Math.Abs(value - first);
        if (step <= Resolution * Math.Max(Math.Abs(value), Math.Abs(first))) return false;
        var exponent = Math.Floor(Math.Log2(step / FirstStepCells));
        if (!(exponent >= MinExponent)) return false;
        (_exponent, _hasWidth) = ((short)exponent, true);
        _origin = (long)Math.Floor(Math.Min(value, first) / Width) - (Cells / 4);
        Now = UInt128.One << Reach(first);
        return true;
    }

    // Moves or widens the cells until the value has one.
    private int Reach(double value)
    {
        while (true)
        {
            var cell = (long)Math.Clamp(Math.Floor(value / Width), -MaxCell, MaxCell) - _origin;
            if (cell is >= 0 and < Cells) return (int)cell;
            var seen = Now | Before;
            if (seen == 0) _origin += cell;
            else if (cell < 0 && Highest(seen) - cell < Cells) Shift((int)cell);
            else if (cell >= Cells && cell - Lowest(seen) < Cells) Shift((int)(cell - Cells + 1));
            else Widen();
        }
    }

    private void Shift(int cells)
    {
        if (cells > 0) (Now, Before) = (Now >> cells, Before >> cells);
        else (Now, Before) = (Now << -cells, Before << -cells);
        _origin += cells;
    }

    private void Widen()
    {
        var odd = (int)(_origin & 1);
        (Now, Before) = (Halved(Now, odd), Halved(Before, odd));
        _origin = (_origin - odd) / 2;
        _exponent++;
    }

    private static UInt128 Halved(UInt128 seen, int odd)
    {
        var halved = UInt128.Zero;
        for (var rest = seen; rest != 0; rest &= rest - 1) halved |= UInt128.One << ((Lowest(rest) + odd) >> 1);
        return halved;
    }
}
