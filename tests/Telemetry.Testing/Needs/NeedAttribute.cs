namespace Telemetry.Testing.Needs;

/// <summary>Something that a test class needs from the machine. Read by <see cref="ContractFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public abstract class NeedAttribute : Attribute
{
    /// <summary>Why the class's tests are skipped; null where the machine has what they need.</summary>
    public abstract string? ReasonToSkip { get; }
}
