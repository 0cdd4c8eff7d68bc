namespace Telemetry.Backtest.Columns;

/// <summary>What a column measures.</summary>
internal enum ColumnKind
{
    /// <summary>Any other level: both directions tell.</summary>
    Level,

    /// <summary>A time that something took: longer is worse.</summary>
    Latency,

    /// <summary>Share of what went well: less is worse.</summary>
    Success,

    /// <summary>Share or number of what went wrong: more is worse.</summary>
    Failure,

    /// <summary>Events in a time: explains, and both directions tell.</summary>
    Rate,

    /// <summary>Processor in use.</summary>
    Cpu,

    /// <summary>Memory in use.</summary>
    Memory,

    /// <summary>Disk or network in use.</summary>
    Device,
}
