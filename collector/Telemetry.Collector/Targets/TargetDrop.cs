namespace Telemetry.Collector.Targets;

/// <summary>Why a target is not scraped here.</summary>
internal enum TargetDrop
{
    /// <summary>Another target has its identity.</summary>
    Double,

    /// <summary>There are more targets than <c>collector.max_targets</c>.</summary>
    TooMany,

    /// <summary>Another shard owns it.</summary>
    OtherShard,
}

/// <summary>Names of the reasons, as tags carry them.</summary>
internal static class TargetDrops
{
    /// <summary>The reason's name.</summary>
    public static string Name(this TargetDrop reason) => reason switch
    {
        TargetDrop.Double => "double",
        TargetDrop.TooMany => "too_many",
        _ => "other_shard",
    };
}
