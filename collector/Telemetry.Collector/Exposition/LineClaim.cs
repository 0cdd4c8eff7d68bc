namespace Telemetry.Collector.Exposition;

/// <summary>What a handler says of a sample line before it is parsed.</summary>
internal enum LineClaim
{
    /// <summary>Unknown to the handler: parse it in full.</summary>
    Parse,

    /// <summary>It begins with a series read before: only value and timestamp remain to be parsed.</summary>
    Known,

    /// <summary>Of no interest: go to the next line without looking.</summary>
    Skip,
}
