using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Statistics;

/// <summary>
/// How often a claimed evidence is really reached: counted is how often claims rise through each of a few rungs, and the evidence of a value
/// is −log₁₀ of the rate at which that height is reached anew. The chance of reaching the next rung is drawn towards that of the one
/// before, the first towards the fleet's: with nothing counted yet it is the fleet's tail, with much it is this signal's own, and beyond
/// the last the tail goes on as it fell. 16 bytes of state.
/// </summary>
/// <remarks>
/// A claim holds a rung and fades by e in fifteen scrapes, as alerts are counted: noise with a memory keeps its budget, and one that comes
/// back to a height within its excursion has reached it twice.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct TailLadder
{
    /// <summary>Claimed evidence of the first rung; below it evidence grows in proportion.</summary>
    public const double First = 2;

    /// <summary>Age at which what was counted is to be halved: what comes once a month can have been seen.</summary>
    public const double CountedSeconds = 60 * 86_400;

    private const int Rungs = 5;

    // Each rung is higher by this factor: what noise with heavy tails claims once a month lies at ten and more.
    private const double Step = 1.5;

    // Excursions that the slope of the rung before counts as, and scrapes that the first rung's prior rate counts as.
    private const double PriorExcursions = 10;
    private const double PriorScrapes = 300;
    private const double PriorRate = 0.01;
    private const double MinSlope = 0.15;
    private const double MaxSlope = 1.05;

    // Scrapes in which what is held fades by e, and scrapes below the first rung after which an excursion is over.
    private const int QuietScrapes = 15;

    // Claims are held in these units, so that two bytes are enough.
    private const double Unit = 1.0 / 256;

    private const double LogTenOfTwo = 0.3010299956639812;

    // Rises of the present excursion, three bits a rung.
    private const int PendingBits = 3;
    private const int PendingMask = (1 << PendingBits) - 1;

    private static readonly double HoldDecay = Math.Exp(-1.0 / QuietScrapes);
    private static readonly double[] Heights = [.. Enumerable.Range(0, Rungs).Select(rung => First * Math.Pow(Step, rung))];

    private Counts _reached;
    private ushort _pending;
    private ushort _held;
    private byte _quiet;

    /// <summary>The present excursion's height, fading.</summary>
    public readonly double Held => _held * Unit;

    /// <summary>Evidence of a claim, −log₁₀ of the rate at which it is reached anew; 0 or more.</summary>
    /// <param name="claimed">What the model claims, −log₁₀ of a probability.</param>
    /// <param name="scrapes">Scrapes that the counts rest on.</param>
    /// <param name="fleetSlope">Evidence per claimed evidence that the fleet shows.</param>
    public readonly double Evidence(double claimed, double scrapes, double fleetSlope)
    {
        if (!(claimed > 0)) return 0;
        var evidence = -Math.Log10((_reached[0] + (PriorScrapes * PriorRate)) / (scrapes + PriorScrapes));
        return claimed <= First ? evidence * claimed / First : evidence + Beyond(claimed, fleetSlope);
    }

    /// <summary>
    /// Whether a claim of at most this could be evidence above a floor, whatever was counted; told without a logarithm, since of most
    /// scrapes nothing needs to be known but that.
    /// </summary>
    public static bool MayExceed(double floor, double claimed, double scrapes)
    {
        var mostOfFirst = (Math.ILogB((scrapes + PriorScrapes) / (PriorScrapes * PriorRate)) + 1) * LogTenOfTwo;
        return claimed > First || claimed * mostOfFirst > floor * First;
    }

    /// <summary>Moves on by one scrape.</summary>
    /// <param name="claimed">What was claimed; 0 will do for anything below <see cref="First"/>.</param>
    public void Learn(double claimed)
    {
        Follow(claimed);
        if (claimed >= First) _quiet = 0;
        else if (_pending > 0 && ++_quiet >= QuietScrapes) Settle();
    }

    /// <summary>Moves on by one scrape of an excursion that may yet be left out.</summary>
    public void Follow(double claimed)
    {
        var held = Held;
        if (claimed > held) Rise(claimed, held);
        _held = (ushort)Math.Min(Math.Max(held * HoldDecay, claimed) / Unit, ushort.MaxValue);
    }

    /// <summary>Counts the present excursion as far as it went; told when it is over, so that a drift can still be left out.</summary>
    public void Settle()
    {
        for (var i = 0; i < Rungs; i++) _reached[i] = (ushort)Math.Min(_reached[i] + Pending(i), ushort.MaxValue);
        (_pending, _quiet) = (0, 0);
    }

    /// <summary>Ends the present excursion, and counts it unless it went further than chance ever does: then it was a drift.</summary>
    public void End(double furthest)
    {
        if (Held < furthest) Settle();
        Drop();
    }

    /// <summary>Leaves the present excursion out.</summary>
    public void Drop() => (_pending, _held, _quiet) = (0, 0, 0);

    /// <summary>Halves what was counted: the past fades.</summary>
    public void Halve()
    {
        for (var i = 0; i < Rungs; i++) _reached[i] /= 2;
    }

    public readonly void Save(SnapshotWriter writer)
    {
        foreach (var count in _reached) writer.Write((int)count);
        writer.Write((_pending << 16) | _held);
        writer.Write((int)_quiet);
    }

    public void Restore(ref SnapshotReader reader)
    {
        for (var i = 0; i < Rungs; i++) _reached[i] = (ushort)reader.ReadInt();
        var present = reader.ReadInt();
        (_pending, _held, _quiet) = ((ushort)(present >> 16), (ushort)present, (byte)reader.ReadInt());
    }

    private readonly double Beyond(double claimed, double fleetSlope)
    {
        var (evidence, slope, rest) = (0.0, fleetSlope, claimed - First);
        for (var i = 1; i < Rungs && rest > 0; i++)
        {
            var width = Heights[i] - Heights[i - 1];
            var prior = Math.Pow(10, -width * slope);
            var passed = (_reached[i] + (PriorExcursions * prior)) / (_reached[i - 1] + PriorExcursions);
            slope = Math.Clamp(-Math.Log10(passed) / width, MinSlope, MaxSlope);
            evidence += slope * Math.Min(rest, width);
            rest -= width;
        }

        return evidence + (slope * Math.Max(rest, 0));
    }

    private void Rise(double claimed, double held)
    {
        for (var i = 0; i < Rungs && claimed >= Heights[i]; i++)
            if (held < Heights[i] && Pending(i) < PendingMask) _pending += (ushort)(1 << (PendingBits * i));
    }

    private readonly int Pending(int rung) => (_pending >> (PendingBits * rung)) & PendingMask;

    [InlineArray(Rungs)]
    private struct Counts
    {
        private ushort _first;
    }
}
