using System.Globalization;
using System.Net;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>An answer whose head has come.</summary>
/// <param name="response">The answer.</param>
/// <param name="secrets">What is cut out of whatever it quotes.</param>
/// <param name="time">Processing time.</param>
internal sealed class HttpAnswer(HttpResponseMessage response, IReadOnlyList<string> secrets, TimeProvider time)
{
    // A receiver that asks for more is asked again after this: nobody is told meanwhile.
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    /// <summary>What became of the attempt.</summary>
    public async ValueTask<DeliveryResult> JudgeAsync(Func<string, DeliveryResult>? judgeBody, CancellationToken cancellationToken)
    {
        var outcome = OutcomeOf(response.StatusCode);
        if (outcome == DeliveryOutcome.Accepted) return await JudgeAcceptedAsync(judgeBody, cancellationToken).ConfigureAwait(false);
        var answer = await AnswerText.ReadExcerptAsync(response.Content, secrets, cancellationToken).ConfigureAwait(false);
        var detail = answer.Length == 0 ? Status : $"{Status}: {answer}";
        return new(outcome, detail, MayHaveArrived: outcome == DeliveryOutcome.Unavailable, RetryAfter());
    }

    private string Status => $"HTTP {(int)response.StatusCode}";

    private async ValueTask<DeliveryResult> JudgeAcceptedAsync(Func<string, DeliveryResult>? judgeBody, CancellationToken cancellationToken)
    {
        if (judgeBody is null) return new(DeliveryOutcome.Accepted, Status);
        var body = await AnswerText.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        var judged = judgeBody(body);
        var detail = AnswerText.Clean(judged.Detail, secrets);
        return judged with
        {
            Detail = detail.Length == 0 ? Status : $"{Status}: {detail}",
            RetryAfter = judged.RetryAfter ?? RetryAfter(),
        };
    }

    private static DeliveryOutcome OutcomeOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => DeliveryOutcome.Accepted,
        429 => DeliveryOutcome.Throttled,
        408 or >= 500 => DeliveryOutcome.Unavailable,
        401 or 403 or 404 or 410 => DeliveryOutcome.Refused,
        // A redirect would carry the message, and its secret, to an address that nobody configured.
        < 400 => DeliveryOutcome.Refused,
        _ => DeliveryOutcome.Rejected,
    };

    private TimeSpan? RetryAfter()
    {
        var header = response.Headers.RetryAfter;
        var asked = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : RateLimitPeriod());
        if (asked is not { } delay) return null;
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay > MaxRetryAfter ? MaxRetryAfter : delay;
    }

    // Opsgenie says in a header of its own after how long its window is over.
    private TimeSpan? RateLimitPeriod() =>
        response.Headers.TryGetValues("X-RateLimit-Period-In-Sec", out var values)
        && double.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
