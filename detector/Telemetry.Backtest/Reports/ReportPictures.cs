using Telemetry.Backtest.Judging;
using Telemetry.Backtest.Pictures;
using Telemetry.Contracts.Events;

namespace Telemetry.Backtest.Reports;

/// <summary>Which series a report shows: of each page the strongest evidence; without any page, the highest scores.</summary>
internal static class ReportPictures
{
    private const int PerPage = 3;
    private const int MaxPictures = 40;
    private const int WithoutPages = 4;

    /// <summary>The pictures, under the incident that they belong to; under none where nothing was paged.</summary>
    public static IEnumerable<(IncidentEvent? Page, IReadOnlyList<string> Drawings)> Of(BacktestReport report)
    {
        var picture = new TracePicture(report.Traces, report.Labels.Events, MomentsOf(report));
        var left = MaxPictures;
        var shown = new HashSet<SeriesTrace>();
        foreach (var page in report.Events.Where(line => line.Kind == EventKind.Paged))
        {
            var traces = page.Record.Signals.OrderByDescending(signal => signal.Score)
                .Select(signal => report.Traces.Find(signal.Instance, signal.Signal)).OfType<SeriesTrace>().Where(shown.Add).Take(Math.Min(PerPage, left)).ToList();
            left -= traces.Count;
            yield return (page, traces.ConvertAll(picture.Draw));
        }

        if (shown.Count == 0) yield return (null, [.. report.Traces.Strongest(WithoutPages).Select(picture.Draw)]);
    }

    private static List<Moment> MomentsOf(BacktestReport report)
    {
        var judgement = report.Judgement;
        return
        [
            .. report.Events.Where(line => line.Kind == EventKind.Paged).Select(page => new Moment(page.AtMs, "page", "page")),
            .. judgement.Incidents.Where(verdict => verdict.Rule is not null).Select(verdict => verdict.Rule!).Distinct().Select(rule => new Moment(rule.FromMs, "rule", rule.Alert)),
            .. report.Labels.Events.Where(happened => happened.FeltMs is not null).Select(happened => new Moment(happened.FeltMs!.Value, "felt", "felt")),
        ];
    }
}
