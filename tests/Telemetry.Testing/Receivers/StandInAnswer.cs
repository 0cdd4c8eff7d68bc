namespace Telemetry.Testing.Receivers;

/// <summary>How a stand-in answers a request.</summary>
public abstract record StandInAnswer
{
    /// <summary>As the real service would: by its contract.</summary>
    public static StandInAnswer ByContract { get; } = new Contract();

    /// <summary>Takes the request and never answers.</summary>
    public static StandInAnswer Silence { get; } = new Hang();

    /// <summary>A status of its own, without looking at the request.</summary>
    public static StandInAnswer Status(int status, TimeSpan? retryAfter = null, string body = "") => new Fixed(status, retryAfter, body);

    /// <summary>Obeys the contract, but answers with a failure: the sender cannot know that the request was taken.</summary>
    public static StandInAnswer TakenBut(int status) => new Taken(status);

    internal sealed record Contract : StandInAnswer;

    internal sealed record Hang : StandInAnswer;

    internal sealed record Fixed(int Code, TimeSpan? RetryAfter, string Body) : StandInAnswer;

    internal sealed record Taken(int Code) : StandInAnswer;
}
