using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>
/// What feedback has made of the budgets of a cluster's signals. Of each incident the latest verdict counts; a signal's budget is 2 to the
/// power of its reals less its noises, within a quarter and four times. At most <see cref="Capacity"/> incidents; over it the one judged
/// longest ago no longer counts.
/// </summary>
internal sealed class FeedbackLedger
{
    /// <summary>Most incidents whose feedback is kept, and most verdicts whose time has not come.</summary>
    public const int Capacity = 256;

    /// <summary>Most steps in either direction: a factor of four.</summary>
    public const int MaxSteps = 2;

    private readonly SortedDictionary<string, IncidentFeedback> _verdicts = new(StringComparer.Ordinal);
    private readonly Dictionary<SignalKey, int> _steps = [];
    private readonly List<IncidentFeedback> _waiting = [];

    /// <summary>Signals whose budget is not the settings' own, with its factor.</summary>
    public IEnumerable<KeyValuePair<SignalKey, double>> Moved =>
        _steps.Select(steps => KeyValuePair.Create(steps.Key, FactorOf(steps.Key))).Where(moved => moved.Value != 1);

    /// <summary>Takes a verdict; it counts from its event time on.</summary>
    public void Add(IncidentFeedback feedback)
    {
        if (_waiting.Count < Capacity) _waiting.Add(feedback);
    }

    /// <summary>Lets those count whose time has come.</summary>
    public void Advance(long nowMs)
    {
        if (_waiting.Count == 0) return;
        foreach (var due in _waiting.Where(feedback => feedback.AtMs <= nowMs).OrderBy(feedback => feedback.AtMs)) Take(due);
        _waiting.RemoveAll(feedback => feedback.AtMs <= nowMs);
    }

    /// <summary>What the signal's budget is multiplied by: 1/4 to 4.</summary>
    public double FactorOf(SignalKey signal) => Math.ScaleB(1, Math.Clamp(_steps.GetValueOrDefault(signal), -MaxSteps, MaxSteps));

    public void Save(SnapshotWriter writer)
    {
        Save(writer, _verdicts.Values);
        Save(writer, _waiting);
    }

    public void Restore(ref SnapshotReader reader)
    {
        for (var left = reader.ReadCount(); left > 0; left--) Take(Read(ref reader));
        for (var left = reader.ReadCount(); left > 0; left--) Add(Read(ref reader));
    }

    private void Take(IncidentFeedback feedback)
    {
        if (_verdicts.TryGetValue(feedback.IncidentId, out var before))
        {
            if (feedback.AtMs < before.AtMs) return;
            Count(before, -1);
        }

        _verdicts[feedback.IncidentId] = feedback;
        Count(feedback, 1);
        if (_verdicts.Count <= Capacity) return;
        var oldest = _verdicts.Values.MinBy(kept => kept.AtMs)!;
        Count(oldest, -1);
        _verdicts.Remove(oldest.IncidentId);
    }

    private void Count(IncidentFeedback feedback, int sign)
    {
        var step = feedback.Verdict switch { IncidentVerdict.Real => sign, IncidentVerdict.Noise => -sign, _ => 0 };
        foreach (var signal in feedback.Signals.Distinct())
        {
            var steps = _steps.GetValueOrDefault(signal) + step;
            if (steps == 0) _steps.Remove(signal);
            else _steps[signal] = steps;
        }
    }

    private static void Save(SnapshotWriter writer, IReadOnlyCollection<IncidentFeedback> verdicts)
    {
        writer.Write(verdicts.Count);
        foreach (var feedback in verdicts)
        {
            writer.Write(feedback.IncidentId);
            writer.Write(feedback.AtMs);
            writer.Write((int)feedback.Verdict);
            writer.Write(feedback.Signals.Count);
            foreach (var signal in feedback.Signals)
            {
                writer.Write(signal.Component);
                writer.Write(signal.Signal);
            }
        }
    }

    private static IncidentFeedback Read(ref SnapshotReader reader)
    {
        var (incident, at, verdict) = (reader.ReadText(), reader.ReadLong(), (IncidentVerdict)reader.ReadInt());
        var signals = new SignalKey[reader.ReadCount()];
        for (var i = 0; i < signals.Length; i++) signals[i] = new SignalKey(reader.ReadText(), reader.ReadText());
        return new IncidentFeedback(incident, at, verdict, signals);
    }
}
