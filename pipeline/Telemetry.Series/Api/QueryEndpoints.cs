using Telemetry.Series.Queries;
using Telemetry.Series.Queries.Evaluation;
using Telemetry.Series.Queries.Syntax;

namespace Telemetry.Series.Api;

/// <summary>Answers <c>query</c>, <c>query_range</c> and <c>query_exemplars</c>.</summary>
internal sealed class QueryEndpoints(QueryEngine engine, TimeProvider clock)
{
    /// <summary>Most steps of a range query.</summary>
    public const int MaxSteps = 11_000;

    public async Task<ApiAnswer> InstantAsync(ApiParameters parameters, CancellationToken cancellationToken)
    {
        var at = StepRange.Instant(parameters.Time("time", clock.GetUtcNow().ToUnixTimeMilliseconds()));
        var timeout = parameters.Timeout();
        var value = await engine.EvaluateAsync(parameters.Query(), at, timeout, cancellationToken);
        return ResultWriter.Instant(value, at);
    }

    public async Task<ApiAnswer> RangeAsync(ApiParameters parameters, CancellationToken cancellationToken)
    {
        var steps = Steps(parameters);
        var timeout = parameters.Timeout();
        var expression = parameters.Query();
        if (expression.Type == ExpressionType.String)
            throw Invalid("invalid expression type \"string\" for range query, must be Scalar or instant Vector");
        var value = await engine.EvaluateAsync(expression, steps, timeout, cancellationToken);
        return ResultWriter.Range(value, steps);
    }

    /// <summary>We keep no exemplars, but the request must be a valid one. Grafana's probe sends milliseconds as times.</summary>
    public static Task<ApiAnswer> ExemplarsAsync(ApiParameters parameters)
    {
        var (start, end) = parameters.Span();
        if (end < start) throw Invalid("end timestamp must not be before start timestamp");
        _ = parameters.Query();
        return Task.FromResult<ApiAnswer>((json, _) =>
        {
            json.WriteStartArray();
            json.WriteEndArray();
            return ValueTask.CompletedTask;
        });
    }

    private static StepRange Steps(ApiParameters parameters)
    {
        var start = parameters.RequiredTime("start");
        var end = parameters.RequiredTime("end");
        if (end < start) throw QueryFailedException.Parameter("end", "end timestamp must not be before start time");
        var step = parameters.RequiredDuration("step");
        if (step <= 0)
            throw QueryFailedException.Parameter("step", "zero or negative query resolution step widths are not accepted. Try a positive integer");
        if ((end - start) / step > MaxSteps)
            throw Invalid("exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)");
        return StepRange.Between(start, end, step);
    }

    private static QueryFailedException Invalid(string message) => new(FailureKind.BadData, message);
}
