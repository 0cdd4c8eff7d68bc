using Xunit;

namespace Telemetry.EndToEnd.Faults;

/// <summary>A test that mounts a small file system; where that is not allowed, the storage file's own tests limit its pages instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private const string Mount = "mount";
    private const string Refused = "mounting a tmpfs is not allowed here; StorageFile_DiskFull_AcknowledgesNothingAndGoesOnWhenThereIsRoom limits pages";

    private static readonly Lazy<bool> IsAllowed = new(() => Task.Run(SmallDisk.TryAsync).GetAwaiter().GetResult());

    public SmallDiskFactAttribute() => Skip = Testing.Programs.ReasonToSkip(Mount) ?? (Testing.Programs.Find(Mount) is null || IsAllowed.Value ? null : Refused);
}
