using System.Runtime.InteropServices;

namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>
/// How many labelled runs are alerted within eight rows of their onset, and how many alerts lie outside every run.
/// </summary>
/// <param name="Events">Labelled runs.</param>
/// <param name="Found">Runs with an alert in their first eight rows.</param>
/// <param name="FalseAlerts">Alerts outside runs.</param>
/// <param name="Days">Series-days.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventRecall(int Events, int Found, int FalseAlerts, double Days)
{
    /// <summary>Rows after the onset in which an alert is still in time.</summary>
    public const int DelayRows = 7;

    private const double MaxScore = 30;
    private const int Halvings = 24;

    /// <summary>Share of runs found.</summary>
    public double Recall => Events == 0 ? double.NaN : (double)Found / Events;

    /// <summary>False alerts per series-day.</summary>
    public double FalsePerDay => FalseAlerts / Days;

    /// <summary>Of the alerts that were raised.</summary>
    public static EventRecall OfAlerts(IEnumerable<JudgedSeries> series) => Of(series, (rows, i) => rows[i].IsAlert);

    /// <summary>Of the rows whose score reaches a threshold while that of the row before did not.</summary>
    public static EventRecall At(IEnumerable<JudgedSeries> series, double threshold) =>
        Of(series, (rows, i) => rows[i].Score >= threshold && (i == 0 || rows[i - 1].Score < threshold));

    /// <summary>At the lowest threshold that keeps to a rate of false alerts: chosen afterwards, so it flatters.</summary>
    public static EventRecall AtRate(IReadOnlyList<JudgedSeries> series, double falsePerDay)
    {
        var (low, high) = (0.0, MaxScore);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (At(series, middle).FalsePerDay > falsePerDay) low = middle;
            else high = middle;
        }

        return At(series, high);
    }

    private static EventRecall Of(IEnumerable<JudgedSeries> series, Func<IReadOnlyList<JudgedRow>, int, bool> isAlert)
    {
        var (events, found, falseAlerts, days) = (0, 0, 0, 0.0);
        foreach (var one in series)
        {
            days += one.Days;
            for (var i = 0; i < one.Rows.Count; i++) if (!one.Rows[i].IsLabelled && isAlert(one.Rows, i)) falseAlerts++;
            foreach (var (first, last) in one.Events())
            {
                events++;
                for (var i = first; i <= Math.Min(last, first + DelayRows); i++)
                {
                    if (!isAlert(one.Rows, i)) continue;
                    found++;
                    break;
                }
            }
        }

        return new EventRecall(events, found, falseAlerts, days);
    }
}
