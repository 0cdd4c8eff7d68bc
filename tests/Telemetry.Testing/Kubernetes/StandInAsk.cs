namespace Telemetry.Testing.Kubernetes;

/// <summary>A request as it came.</summary>
/// <param name="At">When.</param>
/// <param name="Path">Path and query.</param>
/// <param name="User">Who asked.</param>
/// <param name="Agent">User-Agent.</param>
/// <param name="Protocol">HTTP version.</param>
public sealed record StandInAsk(DateTimeOffset At, string Path, string User, string Agent, string Protocol)
{
    /// <summary>Whether it asked for a watch.</summary>
    public bool IsWatch => Path.Contains("watch=1", StringComparison.Ordinal);
}
