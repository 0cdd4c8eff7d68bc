using System.Runtime.InteropServices;

namespace Telemetry.Testing.Needs;

/// <summary>The class loads a library of this machine; <c>TELEMETRY_SERVERS=required</c> promises it.</summary>
public sealed class NeedsLibraryAttribute(string library) : NeedAttribute
{
    public override string? ReasonToSkip
    {
        get
        {
            if (Programs.ArePromised) return null;
            if (!NativeLibrary.TryLoad(library, out var handle)) return $"Not installed: {library}. `./telemetry test` installs it.";
            NativeLibrary.Free(handle);
            return null;
        }
    }
}
