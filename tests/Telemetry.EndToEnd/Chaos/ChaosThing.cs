using System.Globalization;

namespace Telemetry.EndToEnd.Chaos;

/// <summary>What begins, is told of, and ends: an alert posted by API v2, or an incident on the stream.</summary>
/// <param name="Number">Which one.</param>
internal readonly record struct ChaosThing(int Number)
{
    /// <summary>Of so many one is an incident and one a critical alert: few enough that the pager's own limit is not what is measured.</summary>
    public const int OneOfEachIn = 20;

    /// <summary>Whether it comes on the stream of incidents.</summary>
    public bool IsIncident => Number % OneOfEachIn == OneOfEachIn / 2;

    /// <summary>Whether a pager is told of it too; of incidents it always is.</summary>
    public bool IsCritical => IsIncident || Number % OneOfEachIn == 0;

    /// <summary>Name by which receivers can tell it from the others.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{(IsIncident ? 'i' : 'a')}{Number}");
}
