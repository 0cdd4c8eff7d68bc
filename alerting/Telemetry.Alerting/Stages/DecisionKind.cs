namespace Telemetry.Alerting.Stages;

/// <summary>What alerting does about one incident record.</summary>
public enum DecisionKind
{
    /// <summary>Nobody is told.</summary>
    Suppressed = 1,

    /// <summary>The episode's content is refreshed; nobody is told anew.</summary>
    Updated = 2,

    /// <summary>A ticket is written: the incident reached <c>Warning</c> for the first time.</summary>
    Ticketed = 3,

    /// <summary>Somebody is paged: the incident reached <c>Critical</c> for the first time.</summary>
    Paged = 4,

    /// <summary>Everybody who was told is told that it is over.</summary>
    Resolved = 5,

    /// <summary>Somebody is woken again, under a key of its own: it became much worse after the page.</summary>
    Worsened = 6,

    /// <summary>Receivers that were left out before are told what the others know.</summary>
    ToldLater = 7,
}
