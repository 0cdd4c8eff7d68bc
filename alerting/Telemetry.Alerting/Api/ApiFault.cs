namespace Telemetry.Alerting.Api;

/// <summary>A request cannot be taken; carries the answer.</summary>
internal sealed class ApiFault(ApiAnswer answer) : Exception
{
    /// <summary>What is answered.</summary>
    public ApiAnswer Answer { get; } = answer;

    /// <summary>400: the body is no JSON, or of other types than the API's.</summary>
    /// <param name="body">What the body should be: <c>alerts</c> or <c>silence</c>.</param>
    /// <param name="reason">Why it is not.</param>
    public static ApiFault Malformed(string body, string reason) => new(ApiAnswer.Unreadable(400, $"parsing {body} body from \"\" failed, because {reason}"));

    /// <summary>422: a value that must be there is not.</summary>
    public static ApiFault Missing(string path, string where = "body") => new(ApiAnswer.Unreadable(422, $"{path} in {where} is required", code: 602));

    /// <summary>422: a value is not of the format that the API names.</summary>
    public static ApiFault NotOfFormat(string path, string where, string format, string value) =>
        new(ApiAnswer.Unreadable(422, $"{path} in {where} must be of type {format}: {GoText.Quote(value)}", code: 601));
}
