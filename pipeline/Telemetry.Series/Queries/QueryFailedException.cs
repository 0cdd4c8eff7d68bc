namespace Telemetry.Series.Queries;

/// <summary>Why a request was not answered; each has its name and status in the API.</summary>
internal enum FailureKind
{
    BadData,
    Execution,
    Timeout,
    Canceled,
}

/// <summary>A request that cannot be answered. The message goes to the client.</summary>
internal sealed class QueryFailedException(FailureKind kind, string message) : Exception(message)
{
    public FailureKind Kind { get; } = kind;

    /// <summary>A parameter that cannot be read, in Prometheus's words.</summary>
    public static QueryFailedException Parameter(string name, string reason) =>
        new(FailureKind.BadData, $"invalid parameter \"{name}\": {reason}");
}
