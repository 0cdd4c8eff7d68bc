using Xunit;

namespace Telemetry.Testing;

/// <summary>
/// A table of tests that run real programs of this machine. Skipped with a reason where one is missing, unless
/// <c>TELEMETRY_SERVERS=required</c> promises them (<c>./telemetry test</c> does): then it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerTheoryAttribute : TheoryAttribute
{
    public ServerTheoryAttribute(params string[] programs) => Skip = Programs.ReasonToSkip(programs);
}
