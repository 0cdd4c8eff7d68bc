using Telemetry.Collector.Doctor;

namespace Telemetry.Cli.Doctoring;

/// <summary>Exit codes of <c>telemetry doctor</c>.</summary>
internal static class DoctorExit
{
    /// <summary>There was no page to look at.</summary>
    public const int NothingExamined = 1;

    private const int Info = 3;
    private const int Warning = 4;
    private const int Error = 5;

    /// <summary>0 where nothing is at or above the severity, else a code of its own for the worst.</summary>
    public static int CodeOf(DoctorReport report, FailOn failOn)
    {
        if (report.Targets.Count == 0) return NothingExamined;
        if (report.Worst is not { } worst || failOn == FailOn.Never || (int)worst < (int)failOn) return 0;
        return worst switch
        {
            FindingSeverity.Error => Error,
            FindingSeverity.Warning => Warning,
            _ => Info,
        };
    }
}
