namespace Telemetry.Contracts.Changes;

/// <summary>The values of <see cref="ChangeRecord.What"/>.</summary>
public static class ChangeSubjects
{
    public const string Image = "image";
    public const string Generation = "generation";
    public const string Added = "added";
    public const string Removed = "removed";
    public const string Replicas = "replicas";
    public const string Contents = "contents";
    public const string Flags = "flags";
    public const string Version = "version";
    public const string StartTime = "start_time";
}
