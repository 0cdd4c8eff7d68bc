using Telemetry.Catalog;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;
using Telemetry.Detection.States;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>
/// A signal with a written rule: a gauge, a gauge against the one that limits it, the events of a scrape, or the bad share of them; each child by
/// its kept labels, its series summed (the smallest counts where the rule looks from below).
/// </summary>
internal sealed class StateFeed : SignalFeed
{
    private readonly StateDetector _detector;
    private readonly bool _isFromBelow;
    private readonly List<string> _keys = [];
    private readonly List<Child> _children = [];

    public StateFeed(SignalDefinition definition, int number, string family, StateDefinition state)
        : this(definition, number, family, state, new StateDetector(new StateRule(state.AtLeast, state.AtMost, (long)state.For.TotalMilliseconds)))
    {
    }

    private StateFeed(SignalDefinition definition, int number, string family, StateDefinition state, StateDetector detector)
        : base(definition, number, family, detector)
    {
        _detector = detector;
        _isFromBelow = double.IsNaN(state.AtLeast);
    }

    public override bool Reads(string family) => base.Reads(family) || family == Definition.Against || family == Definition.BadFamily;

    public override SinkBinding? Bind(string family, SeriesLabels labels, in SeriesShape shape)
    {
        if (!Definition.Reads(labels.ValueOf)) return null;
        var child = ChildOf(string.Join('\0', Definition.StratifyBy.Select(labels.ValueOf)));
        if (family != Family) return new SinkBinding(Number, SeriesRole.Other, child);
        var isPart = Definition.Bad.Count > 0 && MatchesAll(Definition.Bad, labels);
        return new SinkBinding(Number, isPart ? SeriesRole.MainAndPart : SeriesRole.Main, child);
    }

    public override SeriesSink CreateSink(SinkBinding binding)
    {
        if ((uint)binding.Stratum >= (uint)_children.Count) throw new SnapshotException($"There is no child {binding.Stratum} of {Definition.Id}.");
        var child = _children[binding.Stratum];
        Action<double> take = binding.Role switch
        {
            SeriesRole.Other => child.AddOther,
            SeriesRole.MainAndPart => child.AddBoth,
            _ when _isFromBelow => child.TakeSmallest,
            _ => child.AddMain,
        };
        return Definition.Kind is SignalKind.Ratio or SignalKind.Rate ? new CounterSink(binding, take) : new LevelSink(binding, take);
    }

    public override void Interrupt() => _detector.Interrupt();

    public override void Close(in ScrapeTime scrape)
    {
        for (var i = 0; i < _children.Count; i++)
        {
            if (_children[i].IsSeen) _detector.Take(i, ValueOf(_children[i]));
            _children[i].Clear();
        }
    }

    public override void Save(SnapshotWriter writer)
    {
        base.Save(writer);
        writer.Write(_keys.Count);
        foreach (var key in _keys) writer.Write(key);
    }

    public override void Restore(ref SnapshotReader reader)
    {
        base.Restore(ref reader);
        _keys.Clear();
        _children.Clear();
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            _keys.Add(reader.ReadText());
            _children.Add(new Child());
        }

        if (_children.Count != _detector.Children) throw new SnapshotException($"{_children.Count} children of {Definition.Id} have {_detector.Children} clocks.");
    }

    private int ChildOf(string key)
    {
        var known = _keys.IndexOf(key);
        if (known >= 0) return known;
        var child = _detector.AddChild();
        if (child < _children.Count) return child;
        _keys.Add(key);
        _children.Add(new Child());
        return child;
    }

    // Of nothing no share can be told.
    private double ValueOf(Child child) => Definition.Kind switch
    {
        SignalKind.Ratio => child.Main > 0 ? child.Other / child.Main : double.NaN,
        SignalKind.Saturation => child.Other > 0 ? child.Main / child.Other : double.NaN,
        _ => child.Main,
    };

    private sealed class Child
    {
        public double Main { get; private set; }

        public double Other { get; private set; }

        public bool IsSeen { get; private set; }

        public void AddMain(double value) => (Main, IsSeen) = (Main + value, true);

        public void TakeSmallest(double value) => (Main, IsSeen) = (IsSeen ? Math.Min(Main, value) : value, true);

        public void AddOther(double value) => Other += value;

        public void AddBoth(double value)
        {
            AddMain(value);
            AddOther(value);
        }

        public void Clear() => (Main, Other, IsSeen) = (0, 0, false);
    }
}
