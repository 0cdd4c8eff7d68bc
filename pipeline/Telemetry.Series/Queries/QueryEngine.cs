using Telemetry.Series.Queries.Evaluation;
using Telemetry.Series.Queries.Syntax;
using Telemetry.Series.Window;

namespace Telemetry.Series.Queries;

/// <summary>Runs queries: so many at a time, each within its timeout.</summary>
internal sealed class QueryEngine(SeriesWindow window, QueryOptions options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.MaxConcurrency);

    /// <summary>Evaluates a parsed query.</summary>
    /// <param name="expression">What to evaluate.</param>
    /// <param name="steps">When.</param>
    /// <param name="timeout">How long it may take; never longer than the settings say.</param>
    /// <param name="cancellationToken">Cancelled when the client has gone.</param>
    /// <exception cref="QueryFailedException">The query failed, took too long, or nobody waits for it any more.</exception>
    public async Task<QueryValue> EvaluateAsync(
        Expression expression, StepRange steps, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var allowed = timeout < options.Timeout ? timeout.Value : options.Timeout;
        using var expiry = new CancellationTokenSource(allowed, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        var place = "query queue";
        try
        {
            await _slots.WaitAsync(either.Token);
            try
            {
                place = "expression evaluation";
                return new Evaluator(window, options, steps, either.Token).Evaluate(expression);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new QueryFailedException(FailureKind.Canceled, $"query was canceled in {place}");
        }
        catch (OperationCanceledException)
        {
            throw new QueryFailedException(FailureKind.Timeout, $"query timed out in {place}");
        }
    }

    public void Dispose() => _slots.Dispose();
}
