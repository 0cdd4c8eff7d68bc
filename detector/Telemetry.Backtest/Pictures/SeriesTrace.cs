namespace Telemetry.Backtest.Pictures;

/// <summary>
/// One series over the whole of a backtest, as wide as a picture: of each stretch the smallest and largest value, the normal level, how far
/// values usually are from it, and the highest score. 24 bytes a stretch, <see cref="Stretches"/> stretches.
/// </summary>
internal sealed class SeriesTrace(string title, string component, string unit)
{
    /// <summary>Stretches of a trace.</summary>
    public const int Stretches = 480;

    // About the last hundred samples; unusual ones do not widen the band.
    private const double SpreadGain = 0.01;
    private const double Usual = 2;

    private readonly Stretch[] _stretches = new Stretch[Stretches];
    private double _spread = double.NaN;

    /// <summary>What it is.</summary>
    public string Title { get; } = title;

    /// <summary>Whose it is.</summary>
    public string Component { get; } = component;

    /// <summary>Unit of its values.</summary>
    public string Unit { get; } = unit;

    /// <summary>Highest score.</summary>
    public double Peak { get; private set; }

    /// <summary>The stretches, in order of time.</summary>
    public ReadOnlySpan<Stretch> All => _stretches;

    /// <summary>Takes a sample.</summary>
    /// <param name="share">Where it lies, 0 to 1.</param>
    /// <param name="value">The value; NaN for none.</param>
    /// <param name="normal">The normal level; NaN where unknown.</param>
    /// <param name="score">Its score.</param>
    public void Add(double share, double value, double normal, double score)
    {
        if (double.IsNaN(value)) return;
        var distance = Math.Abs(value - normal);
        if (!double.IsNaN(distance) && score < Usual) _spread = double.IsNaN(_spread) ? distance : _spread + (SpreadGain * (distance - _spread));
        ref var stretch = ref _stretches[(int)Math.Clamp(share * Stretches, 0, Stretches - 1)];
        stretch.Add((float)value, (float)normal, (float)_spread, (float)score);
        Peak = Math.Max(Peak, score);
    }
}
