namespace Telemetry.Testing.Needs;

/// <summary>The class runs real programs of this machine, as <see cref="ServerFactAttribute"/> says for one test.</summary>
public sealed class NeedsProgramsAttribute(params string[] programs) : NeedAttribute
{
    public override string? ReasonToSkip => Programs.ReasonToSkip(programs);
}
