using System.ComponentModel.DataAnnotations;

namespace Telemetry.Transport.Storage;

/// <summary>Settings under <c>storage</c>: where durable data lies and how much of it is kept.</summary>
public sealed class StorageOptions
{
    public const string DefaultPath = "data";
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(15);
    public const long DefaultMaxStreamBytes = 1L << 30;

    /// <summary>Folder of the storage file; created where it is missing.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Path { get; set; } = DefaultPath;

    /// <summary>How long the records of a durable stream are kept.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = DefaultRetention;

    /// <summary>Bytes that one durable stream may hold, keys and values; over it the oldest records go.</summary>
    [Range(1L << 20, 1L << 40)]
    public long MaxStreamBytes { get; set; } = DefaultMaxStreamBytes;
}
