namespace Telemetry.Cli.Doctoring;

/// <summary>The least severity that <c>telemetry doctor</c> fails on.</summary>
internal enum FailOn
{
    Info,
    Warning,
    Error,
    Never,
}
