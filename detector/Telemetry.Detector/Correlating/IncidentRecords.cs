using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Signals;
using Telemetry.Detection.Correlation;
using Telemetry.Detection.Forecasting;

namespace Telemetry.Detector.Correlating;

/// <summary>Changes of incidents in the form in which they are published.</summary>
internal static class IncidentRecords
{
    public static IncidentRecord Of(string cluster, IncidentUpdate update)
    {
        var record = Bare(cluster, update) with
        {
            Changes = [.. update.Changes.Select(ClusterNotices.Of).OfType<ChangeRecord>()],
            RuledOut = [.. update.RuledOut.Select(Of)],
            Pictures = [.. update.Courses.Select(Of)],
            Worsening = update.Worsening is { } worsening ? Of(worsening) : null,
        };
        return record with { Summary = SummaryWithChange.Of(record) };
    }

    private static IncidentRecord Bare(string cluster, IncidentUpdate update) => new()
    {
        Cluster = cluster,
        IncidentId = update.Id,
        Sequence = update.Sequence,
        Change = (IncidentChange)update.Event,
        At = DateTimeOffset.FromUnixTimeMilliseconds(update.AtMs),
        DecidedBy = DateTimeOffset.FromUnixTimeMilliseconds(update.DecidedByMs),
        Severity = (Severity)update.Severity,
        Began = DateTimeOffset.FromUnixTimeMilliseconds(update.BeganMs),
        Root = [.. update.Root.Select(root => new RootCandidate(root.Component, root.Cause, root.Probability))],
        Signals = [.. update.Signals.Select(Of)],
        Summary = update.Summary,
    };

    private static IncidentSignal Of(UnusualSignal signal) => new(
        signal.Finding.Signal, signal.Finding.Family, signal.Finding.Component, signal.Instance, signal.Evidence,
        DateTimeOffset.FromUnixTimeMilliseconds(signal.Finding.OnsetMs), signal.Finding.Value, signal.Finding.Baseline, signal.Traits.Unit)
    {
        Title = signal.Traits.Title,
        Measure = signal.Traits.Shape == SignalShape.Latency ? "p99" : "",
        Moved = [.. signal.Finding.Moved.Select(shift => new BucketMovement(shift.Lower, shift.Upper, shift.NormalShare, shift.Share))],
        BudgetFactor = signal.BudgetFactor,
        Breach = signal.Finding.Breach is { } breach ? Of(breach) : null,
    };

    private static IncidentBreach Of(BreachForecast breach) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(breach.AsOfMs), breach.Limit, breach.Source == Detection.Forecasting.LimitSource.Promised, breach.Probability,
        After(breach.AsOfMs, breach.Time.EarliestMs), After(breach.AsOfMs, breach.Time.ExpectedMs), After(breach.AsOfMs, breach.Time.LatestMs));

    private static DateTimeOffset? After(long asOfMs, double ms) => double.IsFinite(ms) ? DateTimeOffset.FromUnixTimeMilliseconds(asOfMs + (long)ms) : null;

    private static Contracts.Incidents.RuledOut Of(Detection.Correlation.RuledOut ruledOut) => new(
        (Contracts.Incidents.RuledOutReason)ruledOut.Reason, ruledOut.Component, ruledOut.Title, ruledOut.Value, ruledOut.Baseline, ruledOut.Unit);

    private static IncidentWorsening Of(Worsening worsening) => new(
        worsening.Number, DateTimeOffset.FromUnixTimeMilliseconds(worsening.AtMs), (Contracts.Incidents.WorseningReason)worsening.Reason,
        worsening.Component, worsening.Title, worsening.Value, worsening.Reference, worsening.Unit);

    private static SignalPicture Of(SignalCourse course) => new(
        course.Signal, course.Component, course.Instance, course.NormalLow, course.NormalHigh,
        [.. course.Points.Select(point => new PicturePoint(DateTimeOffset.FromUnixTimeMilliseconds(point.TimeMs), point.Value))]);
}
