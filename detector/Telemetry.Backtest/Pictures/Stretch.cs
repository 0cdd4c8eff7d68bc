using System.Runtime.InteropServices;

namespace Telemetry.Backtest.Pictures;

/// <summary>What a series did in one stretch of a picture.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Stretch
{
    /// <summary>Whether there is any sample.</summary>
    public bool IsSeen { get; private set; }

    public float Low { get; private set; }

    public float High { get; private set; }

    /// <summary>Normal level at the last sample; NaN where unknown.</summary>
    public float Normal { get; private set; }

    /// <summary>Usual distance from it; NaN where unknown.</summary>
    public float Spread { get; private set; }

    /// <summary>Highest score.</summary>
    public float Score { get; private set; }

    /// <summary>Takes a sample.</summary>
    public void Add(float value, float normal, float spread, float score)
    {
        (Low, High, Score) = IsSeen ? (Math.Min(Low, value), Math.Max(High, value), Math.Max(Score, score)) : (value, value, score);
        (Normal, Spread, IsSeen) = (normal, spread, true);
    }
}
