namespace Telemetry.EndToEnd.Alerting;

/// <summary>A request at the stand-in.</summary>
/// <param name="Path">Path below the case.</param>
/// <param name="At">Seconds from the begin.</param>
/// <param name="Number">How many came to this path before.</param>
internal sealed record CaseRequest(string Path, double At, int Number);

/// <summary>What the stand-in answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Body.</param>
/// <param name="RetryAfter">Seconds of <c>Retry-After</c>; null for none.</param>
/// <param name="Hangs">Whether it never answers.</param>
internal sealed record CaseAnswer(int Status, string Body = "ok", int? RetryAfter = null, bool Hangs = false)
{
    /// <summary>Taken.</summary>
    public static readonly CaseAnswer Ok = new(200);

    /// <summary>No answer, the connection stays open.</summary>
    public static readonly CaseAnswer Silence = new(0, Hangs: true);
}
