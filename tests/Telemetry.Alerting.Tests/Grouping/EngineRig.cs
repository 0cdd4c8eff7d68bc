using System.Globalization;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Telemetry.Transport;
using Xunit;

namespace Telemetry.Alerting.Tests.Grouping;

/// <summary>
/// A scenario on a time line, as the harness of the measured cases writes them: seconds from a beginning, what is posted when. It runs
/// twice, once in one pass and once with an engine that is saved and restored after every step; both must say the same.
/// </summary>
internal sealed class EngineRig(AlertingPlan plan)
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    private readonly List<(double At, int Order, Action<AlertEngine> Act)> _steps = [];

    /// <summary>What <c>resolve_timeout</c> is at intake.</summary>
    public TimeSpan ResolveTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The messages of the last run.</summary>
    public IReadOnlyList<GroupNotice> Notices { get; private set; } = [];

    /// <summary>What the last run said that it does not tell.</summary>
    public IReadOnlyList<UntoldGroup> Untold { get; private set; } = [];

    public static DateTimeOffset At(double seconds) => Begin.AddTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    public static LabelSet Labels(string text) =>
        LabelSet.Of(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => pair.Length == 1
            ? new KeyValuePair<string, string>("alertname", pair[0])
            : new KeyValuePair<string, string>(pair[0], pair[1])));

    public EngineRig Push(double at, string labels, double? start = null, double? end = null, string annotation = "") => Push(at, [labels], start, end, annotation);

    public EngineRig Push(double at, IReadOnlyList<string> alerts, double? start = null, double? end = null, string annotation = "")
    {
        var now = At(at);
        return Do(at, new PostedAlerts(alerts.Select(labels => new PostedAlert
        {
            Labels = Labels(labels),
            Annotations = annotation.Length == 0 ? LabelSet.Empty : LabelSet.Of([new("ann", annotation)]),
            StartsAt = start is { } from ? At(from) : end is { } to ? At(to) : now,
            EndsAt = end is { } until ? At(until) : now + ResolveTimeout,
            IsTimeout = end is null,
            UpdatedAt = now,
        }).ToArray()));
    }

    public EngineRig Silence(double at, string id, string label, string value, double start, double end) => Do(at, new SilencePut(new Silence
    {
        Id = id,
        Matchers = [new(label, value, IsRegex: true, IsEqual: true)],
        StartsAt = At(start),
        EndsAt = At(end),
        CreatedBy = "test",
        Comment = "test",
        UpdatedAt = At(at),
    }));

    public EngineRig Reload(double at, AlertingPlan other) => Step(at, engine => engine.Apply(other, At(at)), other);

    public EngineRig Do(double at, AlertCommandBody body) => Step(at, engine => engine.Take(new AlertCommand(At(at), "test", body)), null);

    /// <summary>Runs to a time; each line is <c>time receiver F:names R:names</c>, F and R in the order of the message.</summary>
    public IReadOnlyList<string> Run(double until)
    {
        var once = new Pass(this, isRestarting: false).Run(until);
        var restarted = new Pass(this, isRestarting: true).Run(until);
        Notices = once.Notices;
        Untold = once.Untold;
        Assert.Equal(Describe(once.Notices, isExact: true), Describe(restarted.Notices, isExact: true));
        Assert.Equal(once.Untold.Select(group => (group.GroupKey, group.At, group.Reason)), restarted.Untold.Select(group => (group.GroupKey, group.At, group.Reason)));
        return once.Lines;
    }

    private static IEnumerable<string> Describe(IReadOnlyList<GroupNotice> notices, bool isExact) => notices.Select(notice =>
        $"{Line(notice)} {notice.GroupKey} {(isExact ? notice.OpenedAt.Ticks : 0)}#{notice.Sequence} {notice.Reason} {notice.SendsResolved} "
        + string.Join(';', notice.Held.Select(held => $"{held.Labels.Fingerprint}{held.Reason}{held.By}"))
        + string.Join(';', notice.Data.Alerts.Select(alert => $"{alert.Fingerprint}{alert.StartsAt.Ticks}..{alert.EndsAt.Ticks}")));

    private static string Line(GroupNotice notice)
    {
        var alerts = notice.Data.Alerts.GroupBy(alert => alert.Status, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => (same.Key == "firing" ? "F:" : "R:") + string.Join(',', same.Select(Name)));
        return $"{notice.ReceiverName} {string.Join(' ', alerts)}";
    }

    private static string Name(NotifiedAlert alert) =>
        alert.Labels.Count == 1 ? alert.Labels["alertname"] : string.Join('/', alert.Labels.Values);

    private EngineRig Step(double at, Action<AlertEngine> act, AlertingPlan? newPlan)
    {
        _steps.Add((at, _steps.Count, act));
        if (newPlan is not null) _plans[_steps.Count - 1] = newPlan;
        return this;
    }

    private readonly Dictionary<int, AlertingPlan> _plans = [];

    private sealed class Pass(EngineRig rig, bool isRestarting)
    {
        private readonly Dictionary<string, ReadOnlyMemory<byte>> _state = new(StringComparer.Ordinal);
        private AlertingPlan _plan = rig.InitialPlan;
        private AlertEngine _engine = new(rig.InitialPlan, "http://telemetry.example");

        public List<GroupNotice> Notices { get; } = [];

        public List<UntoldGroup> Untold { get; } = [];

        public List<string> Lines { get; } = [];

        public Pass Run(double until)
        {
            var steps = new Queue<(double At, int Order, Action<AlertEngine> Act)>(rig._steps.OrderBy(step => step.At).ThenBy(step => step.Order));
            while (true)
            {
                var due = _engine.NextDue ?? DateTimeOffset.MaxValue;
                var step = steps.TryPeek(out var first) ? At(first.At) : DateTimeOffset.MaxValue;
                if (due > At(until) && step > At(until)) return this;
                if (step <= due)
                {
                    steps.Dequeue().Act(_engine);
                    if (rig._plans.TryGetValue(first.Order, out var plan)) _plan = plan;
                }
                else
                {
                    Flush(due);
                }

                if (isRestarting) Restart();
            }
        }

        private void Flush(DateTimeOffset at)
        {
            foreach (var notice in _engine.Flush(at))
            {
                Notices.Add(notice);
                Lines.Add(string.Create(CultureInfo.InvariantCulture, $"{(at - Begin).TotalSeconds:0.###} {Line(notice)}"));
            }

            Untold.AddRange(_engine.TakeUntold());
        }

        private void Restart()
        {
            foreach (var (key, value) in _engine.TakeChanges())
            {
                Assert.True(AlertEngine.Owns(key));
                if (value is { } bytes) _state[key] = bytes.ToArray();
                else _state.Remove(key);
            }

            _engine = new AlertEngine(_plan, "http://telemetry.example");
            Assert.Empty(_engine.Restore(_state.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new StateEntry(entry.Key, entry.Value))));
        }
    }

    private AlertingPlan InitialPlan => plan;
}
