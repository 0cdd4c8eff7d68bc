using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Telemetry.Collector.ClusterState;
using Telemetry.Collector.Scheduling;
using Telemetry.Collector.Sharding;

namespace Telemetry.Collector;

/// <summary>Section <c>collector</c>: what holds for all targets.</summary>
public sealed class CollectorSettings : IValidatableObject
{
    /// <summary>Most targets of one collector where nothing is written. Each has at most one scrape under way.</summary>
    public const int DefaultMaxTargets = 10_000;

    /// <summary>Most bytes of records that wait in memory for a broker that is away, where nothing is written.</summary>
    public const long DefaultSendBufferBytes = 64L << 20;

    /// <summary>Most bytes of records that wait on disk behind them where nothing is written: an hour of a large cluster.</summary>
    public const long DefaultSendBufferDiskBytes = 1L << 30;

    /// <summary>How long a target that another shard owns by now is scraped on where nothing is written.</summary>
    public static readonly TimeSpan DefaultShardHandover = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Which share of the targets this collector scrapes: <c>i/n</c>, i from 0; or n alone in a StatefulSet, where i is the ordinal in the
    /// pod's name (<c>POD_NAME</c>, else the host's name). Without it all.
    /// </summary>
    public string? Shard { get; set; }

    /// <summary>How long a target is scraped on that another shard owns by now. The new owner starts at once; doubles are recognised.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "shard_handover must be between 0s and 1h.")]
    public TimeSpan ShardHandover { get; set; } = DefaultShardHandover;

    /// <summary>Most targets, those of other shards left out; behind it those with the last identities are dropped and counted.</summary>
    [Range(1, 1_000_000, ErrorMessage = "max_targets must be between 1 and 1000000.")]
    public int MaxTargets { get; set; } = DefaultMaxTargets;

    /// <summary>Most bytes of records that wait in memory while the transport is away, for example <c>64MB</c>.</summary>
    [Range(1L << 20, 1L << 30, ErrorMessage = "send_buffer_bytes must be between 1MB and 1GB.")]
    public long SendBufferBytes { get; set; } = DefaultSendBufferBytes;

    /// <summary>
    /// Most bytes of records that wait on disk, under <c>storage.path</c>, once memory is full; 0 keeps none there. Over it the oldest are
    /// given up and counted. Only with <c>transport.kind: kafka</c>: the embedded transport is never away.
    /// </summary>
    [Range(0L, 1L << 40, ErrorMessage = "send_buffer_disk_bytes must be between 0B and 1024GB.")]
    public long SendBufferDiskBytes { get; set; } = DefaultSendBufferDiskBytes;

    /// <summary>The state of the cluster, told as one more target where its API is configured.</summary>
    public ClusterStateOptions ClusterState { get; set; } = new();

    /// <summary>How the pace of the scrapes adapts.</summary>
    public AdaptiveOptions Adaptive { get; set; } = new();

    /// <summary>Why this process cannot tell its share of the targets, with the cure; null where it can.</summary>
    public string? FindShardProblem()
    {
        _ = ShardText.Read(Shard, PodName, out var problem);
        return problem;
    }

    /// <summary>Name by which this collector differs from all others of its cluster, whether they share targets or not.</summary>
    internal string CollectorName => string.Create(CultureInfo.InvariantCulture, $"{PodName}.{Share.Index}");

    /// <summary>The share that holds. The settings have been validated.</summary>
    internal ShardShare Share => ShardText.Read(Shard, PodName, out _)!;

    private static string PodName => Environment.GetEnvironmentVariable("POD_NAME") is { Length: > 0 } name ? name : Environment.MachineName;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // Roles that do not scrape read the same file, and have no ordinal.
        _ = ShardText.Read(Shard, pod: "any-0", out var problem);
        if (problem is not null) yield return new(problem, [nameof(Shard)]);
    }
}
