namespace Telemetry.Backtest.Rules;

/// <summary>An alerting rule of a Prometheus rule file.</summary>
/// <param name="Name">Its <c>alert</c>.</param>
/// <param name="Expression">PromQL: the rule's condition holds where it gives a value.</param>
/// <param name="HoldMs">Its <c>for</c>: how long the condition must hold before it fires, milliseconds.</param>
internal sealed record AlertRule(string Name, string Expression, long HoldMs)
{
    /// <summary>When it fired for one set of labels. A condition that held at the first evaluation already is no news and is left out.</summary>
    /// <param name="moments">Evaluations at which the condition held, Unix milliseconds, in order.</param>
    /// <param name="firstMs">The first evaluation.</param>
    /// <param name="stepMs">Distance of two evaluations.</param>
    public IEnumerable<Judging.RuleFiring> Firings(IReadOnlyList<long> moments, long firstMs, long stepMs)
    {
        for (var i = 0; i < moments.Count; i++)
        {
            var begin = moments[i];
            while (i + 1 < moments.Count && moments[i + 1] - moments[i] <= stepMs) i++;
            var fires = begin + ((HoldMs + stepMs - 1) / stepMs * stepMs);
            if (begin > firstMs && fires <= moments[i]) yield return new Judging.RuleFiring(Name, fires, moments[i]);
        }
    }
}

/// <summary>A rule that records the result of an expression as a series of its own.</summary>
/// <param name="Name">Its <c>record</c>.</param>
/// <param name="Expression">PromQL.</param>
/// <param name="Labels">Labels that it adds.</param>
internal sealed record RecordingRule(string Name, string Expression, IReadOnlyDictionary<string, string> Labels);
