namespace Telemetry.Alerting.Grouping;

/// <summary>What a receiver knows of one alert of a group.</summary>
[Flags]
internal enum Knowledge
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The last message named it as firing. One that is not named is news; one that was held back meanwhile becomes news again.</summary>
    Named = 1,

    /// <summary>It was told that the alert fires and not that it is over: its end is owed.</summary>
    Told = 2,
}
