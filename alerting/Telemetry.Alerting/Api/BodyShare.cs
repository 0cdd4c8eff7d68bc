namespace Telemetry.Alerting.Api;

/// <summary>What one request's body takes of the budget: its length where the client says it, else what has come so far.</summary>
internal sealed class BodyShare(BodyBudget budget) : IDisposable
{
    private long _taken;

    /// <summary>Takes room for more of the body.</summary>
    /// <exception cref="BodyBudgetException">There is none.</exception>
    public void Take(long bytes)
    {
        if (!budget.TryTake(bytes)) throw new BodyBudgetException();
        _taken += bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => budget.Return(_taken);
}

/// <summary>Too many large bodies are in memory at once.</summary>
internal sealed class BodyBudgetException() : Exception("too many large bodies at once; try again");
