namespace Telemetry.Cli;

/// <summary>The roles that one process can take.</summary>
[Flags]
internal enum Roles
{
    Collector = 1,
    Detector = 2,
    Alerting = 4,
    Query = 8,
    All = Collector | Detector | Alerting | Query,
}
