namespace Telemetry.Alerting.Outbox;

/// <summary>What follows an attempt.</summary>
internal enum NextStep
{
    /// <summary>The receiver has it.</summary>
    Done,

    /// <summary>The same again, later.</summary>
    TryAgain,

    /// <summary>Again, with less in it.</summary>
    TryWithLess,

    /// <summary>Dead letter.</summary>
    GiveUp,
}
