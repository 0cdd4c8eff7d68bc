namespace Telemetry.Contracts.Incidents;

/// <summary>Why something else is not the explanation.</summary>
public enum RuledOutReason
{
    /// <summary>A dependency of the probable root whose signals are all as usual; the value is their number.</summary>
    QuietDependency = 1,

    /// <summary>The load is as usual.</summary>
    SteadyLoad = 2,

    /// <summary>No restart was recorded near the onset.</summary>
    NoRestart = 3,

    /// <summary>No change but restarts was recorded near the onset.</summary>
    NoChange = 4,

    /// <summary>
    /// Instances of the probable root that run on as before a restart or deploy are well, and those that started anew are not: the value is the number of
    /// the former, the baseline that of the latter.
    /// </summary>
    OlderInstances = 5,
}

/// <summary>One thing that was looked at and speaks against another explanation.</summary>
/// <param name="Reason">What was looked at.</param>
/// <param name="Component">Component that it is about.</param>
/// <param name="Title">What people call the signal that was looked at; empty where it is not one signal.</param>
/// <param name="Value">Its value in <paramref name="Unit"/>, or the number of signals; NaN where there is none.</param>
/// <param name="Baseline">What is normal; NaN where there is none.</param>
/// <param name="Unit">Unit of value and baseline.</param>
public sealed record RuledOut(RuledOutReason Reason, string Component, string Title, double Value, double Baseline, string Unit);
