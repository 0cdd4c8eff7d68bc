namespace Telemetry.EndToEnd.Alerting;

/// <summary>The cases of one life at one router, on one time line.</summary>
internal sealed class CaseRun
{
    private readonly TimeSpan _length;
    private readonly Func<CaseReceivers, IAlertRouter> _create;
    private readonly IReadOnlyList<AlertCase> _cases;
    private readonly CaseLife _life;

    public CaseRun(CaseLife life, IReadOnlyList<AlertCase> cases, bool ours)
    {
        _life = life;
        _cases = cases;
        _length = TimeSpan.FromSeconds(life.Seconds);
        _create = receivers =>
        {
            var settings = CaseSettings.Of(cases, receivers.Address, ours);
            return ours ? new TelemetryRouter(settings) : new AlertmanagerRouter(settings);
        };
    }

    /// <summary>What came of each case, by id.</summary>
    public async Task<IReadOnlyDictionary<string, CaseTrace>> RunAsync()
    {
        await using var receivers = await CaseReceivers.StartAsync(_cases);
        await using var router = _create(receivers);
        await router.StartAsync();
        using var client = new HttpClient();
        var begin = receivers.Begin = TimeProvider.System.GetUtcNow();
        foreach (var moment in Steps(router, client, begin).GroupBy(step => step.At).OrderBy(moment => moment.Key))
        {
            await UntilAsync(begin.AddSeconds(moment.Key));
            await Task.WhenAll(moment.Select(step => step.Act()));
        }

        await UntilAsync(begin + _length);
        return _cases.ToDictionary(row => row.Id, row => receivers.TraceOf(row.Id), StringComparer.Ordinal);
    }

    private IEnumerable<(double At, Func<Task> Act)> Steps(IAlertRouter router, HttpClient client, DateTimeOffset begin)
    {
        var own = _life.Steps.Select(step => (step.At, (Func<Task>)(() => step.Act(new CaseStage(router, "", begin, client)))));
        return own.Concat(_cases.SelectMany(row =>
        {
            var stage = new CaseStage(router, row.Id, begin, client);
            return row.Steps.Select(step => (step.At, (Func<Task>)(() => step.Act(stage))));
        }));
    }

    private static async Task UntilAsync(DateTimeOffset moment)
    {
        var wait = moment - TimeProvider.System.GetUtcNow();
        if (wait > TimeSpan.Zero) await Task.Delay(wait, TimeProvider.System);
    }
}
