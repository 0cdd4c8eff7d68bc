using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Statistics;

/// <summary>
/// How often a claimed evidence is really reached: excursions are counted by the highest of a few rungs that their peak passed, and the
/// evidence of a value is −log₁₀ of the rate at which excursions that high begin. The chance of reaching the next rung is drawn towards
/// that of the one before, the first towards the fleet's: with no excursion yet it is the fleet's tail, with many it is this signal's own,
/// and beyond the last the tail goes on as it fell. 32 bytes of state.
/// </summary>
/// <remarks>An excursion counts once however long it lasts, so that noise with a memory keeps its budget.</remarks>
[StructLayout(LayoutKind.Auto)]
internal struct TailLadder
{
    /// <summary>Claimed evidence of the first rung; below it evidence grows in proportion.</summary>
    public const double First = 2;

    private const int Rungs = 6;
    private const double Step = 0.75;

    // Excursions that the slope of the rung before counts as, and scrapes that the first rung's prior rate counts as.
    private const double PriorExcursions = 10;
    private const double PriorScrapes = 300;
    private const double PriorRate = 0.01;
    private const double MinSlope = 0.15;
    private const double MaxSlope = 1.05;

    // Scrapes below the first rung after which an excursion is over.
    private const int QuietScrapes = 15;

    private Counts _reached;
    private float _peak;
    private int _quiet;

    /// <summary>Evidence of a claim, −log₁₀ of the rate of excursions that reach it; 0 or more.</summary>
    /// <param name="claimed">What the model claims, −log₁₀ of a probability.</param>
    /// <param name="scrapes">Scrapes that the counts rest on.</param>
    /// <param name="fleetSlope">Evidence per claimed evidence that the fleet shows.</param>
    public readonly double Evidence(double claimed, double scrapes, double fleetSlope)
    {
        if (!(claimed > 0)) return 0;
        var evidence = -Math.Log10((_reached[0] + (PriorScrapes * PriorRate)) / (scrapes + PriorScrapes));
        if (claimed <= First) return evidence * claimed / First;
        var slope = fleetSlope;
        var rest = claimed - First;
        for (var i = 1; i < Rungs && rest > 0; i++)
        {
            var prior = Math.Pow(10, -Step * slope);
            var passed = (_reached[i] + (PriorExcursions * prior)) / (_reached[i - 1] + PriorExcursions);
            slope = Math.Clamp(-Math.Log10(passed) / Step, MinSlope, MaxSlope);
            evidence += slope * Math.Min(rest, Step);
            rest -= Step;
        }

        return evidence + (slope * Math.Max(rest, 0));
    }

    /// <summary>Moves on by one scrape.</summary>
    public void Learn(double claimed)
    {
        if (claimed >= First)
        {
            _peak = Math.Max(_peak, (float)claimed);
            _quiet = 0;
            return;
        }

        if (_peak > 0 && ++_quiet >= QuietScrapes) End();
    }

    /// <summary>Ends the present excursion, and counts it unless it went further than chance ever does: then it was a drift.</summary>
    public void End(double furthest = double.PositiveInfinity)
    {
        for (var i = 0; i < Rungs && _peak >= First + (i * Step) && _peak < furthest; i++) _reached[i]++;
        Drop();
    }

    /// <summary>Leaves the present excursion out.</summary>
    public void Drop() => (_peak, _quiet) = (0, 0);

    /// <summary>Halves what was counted: the past fades.</summary>
    public void Halve()
    {
        for (var i = 0; i < Rungs; i++) _reached[i] /= 2;
    }

    public readonly void Save(SnapshotWriter writer)
    {
        foreach (var count in _reached) writer.Write(count);
        writer.Write(_peak);
        writer.Write(_quiet);
    }

    public void Restore(ref SnapshotReader reader)
    {
        for (var i = 0; i < Rungs; i++) _reached[i] = reader.ReadFloat();
        _peak = reader.ReadFloat();
        _quiet = reader.ReadInt();
    }

    [InlineArray(Rungs)]
    private struct Counts
    {
        private float _first;
    }
}
