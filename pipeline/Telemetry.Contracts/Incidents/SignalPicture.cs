using System.Runtime.InteropServices;

namespace Telemetry.Contracts.Incidents;

/// <summary>The course of one signal around an incident, to be drawn: what it was, and the band in which it normally lies.</summary>
/// <param name="Signal">Signal id.</param>
/// <param name="Component">Component that it speaks about.</param>
/// <param name="Instance">Instance it was seen on.</param>
/// <param name="NormalLow">Lower edge of the band in which it was while it was well; NaN unknown.</param>
/// <param name="NormalHigh">Upper edge; NaN unknown.</param>
/// <param name="Points">Its values in the order of time, at most <see cref="MaxPoints"/>.</param>
public sealed record SignalPicture(
    string Signal, string Component, string Instance, double NormalLow, double NormalHigh, IReadOnlyList<PicturePoint> Points)
{
    /// <summary>Most points of one picture: six pictures of them stay below 16 KB.</summary>
    public const int MaxPoints = 100;

    /// <inheritdoc/>
    public bool Equals(SignalPicture? other) =>
        other is not null && (Signal, Component, Instance) == (other.Signal, other.Component, other.Instance)
        && NormalLow.Equals(other.NormalLow) && NormalHigh.Equals(other.NormalHigh) && Points.SequenceEqual(other.Points);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Signal, Component, Instance, Points.Count);
}

/// <summary>One point of a picture.</summary>
/// <param name="At">Event time.</param>
/// <param name="Value">Value in the signal's unit.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PicturePoint(DateTimeOffset At, double Value);
