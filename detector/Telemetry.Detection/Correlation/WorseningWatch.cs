using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>
/// Whether an incident has become so much worse since somebody was woken for it that they are to be woken again. The written rule stands in
/// <c>docs/adr/0131-what-worse-means-is-the-detector-s-to-say.md</c>. Bounded by the parts and signals of the incident.
/// </summary>
internal sealed class WorseningWatch
{
    /// <summary>Most worsenings of one incident: who was woken four times knows.</summary>
    public const int MaxWorsenings = 3;

    /// <summary>So long after it was told nobody is woken again, they are looking at it; unless a limit is crossed.</summary>
    public const long PauseMs = 300_000;

    /// <summary>What unfolds so soon after it was told belongs to what was told.</summary>
    public const long UnfoldsMs = 120_000;

    /// <summary>What is worse must have been so for this long; two looks at least.</summary>
    public const long SustainMs = 60_000;

    private const long ToleranceMs = 12_000;
    private const double MuchFarther = 2;

    private readonly SortedDictionary<(string Component, string Signal), ToldSignal> _told = [];
    private readonly SortedSet<string> _parts = new(StringComparer.Ordinal);
    private long _toldMs;

    /// <summary>The newest worsening; null where there was none.</summary>
    public Worsening? Last { get; private set; }

    /// <summary>Somebody is woken for the incident.</summary>
    public void Begin(long nowMs, IEnumerable<ComponentPicture> members)
    {
        _toldMs = nowMs;
        Tell(members);
    }

    /// <summary>Takes a tick of an incident that somebody was woken for; true when it has become worse.</summary>
    /// <param name="nowMs">The tick.</param>
    /// <param name="members">The unwell parts of the incident.</param>
    /// <param name="pages">Whether a part is worth a page by itself.</param>
    /// <param name="intervalMs">The longest scrape interval of the targets.</param>
    public bool Take(long nowMs, IReadOnlyCollection<ComponentPicture> members, Func<ComponentPicture, bool> pages, long intervalMs)
    {
        if (Last is { Number: >= MaxWorsenings }) return false;
        if (nowMs - _toldMs <= UnfoldsMs)
        {
            Tell(members);
            return false;
        }

        Follow(nowMs, members, Math.Max(ToleranceMs, 2 * intervalMs));
        if (WorstOf(nowMs, members, pages, Math.Max(SustainMs, 2 * intervalMs)) is not { } worst) return false;
        Last = worst;
        Begin(nowMs, members);
        return true;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_toldMs);
        writer.Write(_parts.Count);
        foreach (var part in _parts) writer.Write(part);
        writer.Write(_told.Count);
        foreach (var ((component, signal), told) in _told)
        {
            writer.Write(component);
            writer.Write(signal);
            told.Save(writer);
        }

        writer.Write(Last is not null);
        if (Last is { } last) Save(writer, last);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _toldMs = reader.ReadLong();
        for (var left = reader.ReadCount(); left > 0; left--) _parts.Add(reader.ReadText());
        for (var left = reader.ReadCount(); left > 0; left--) _told[(reader.ReadText(), reader.ReadText())] = ToldSignal.Restore(ref reader);
        if (!reader.ReadBool()) return;
        Last = new Worsening(
            reader.ReadInt(), reader.ReadLong(), (WorseningReason)reader.ReadInt(), reader.ReadText(), reader.ReadText(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadText());
    }

    private static void Save(SnapshotWriter writer, Worsening worsening)
    {
        writer.Write(worsening.Number);
        writer.Write(worsening.AtMs);
        writer.Write((int)worsening.Reason);
        writer.Write(worsening.Component);
        writer.Write(worsening.Title);
        writer.Write(worsening.Value);
        writer.Write(worsening.Reference);
        writer.Write(worsening.Unit);
    }

    private void Tell(IEnumerable<ComponentPicture> members)
    {
        foreach (var member in members)
        {
            _parts.Add(member.Component);
            foreach (var signal in FeltOf(member)) ToldOf(signal).Tell(signal);
        }
    }

    // A signal that was not seen before is followed from what it is first: only its limit can be news of a part that was told.
    private void Follow(long nowMs, IEnumerable<ComponentPicture> members, long toleranceMs)
    {
        foreach (var signal in members.Where(member => _parts.Contains(member.Component)).SelectMany(FeltOf))
            ToldOf(signal).Follow(signal, MuchFarther, nowMs, toleranceMs);
    }

    private Worsening? WorstOf(long nowMs, IEnumerable<ComponentPicture> members, Func<ComponentPicture, bool> pages, long forMs)
    {
        var found = new List<Found>();
        foreach (var member in members)
        {
            if (_parts.Contains(member.Component)) found.AddRange(FeltOf(member).Select(signal => new Found(_told[KeyOf(signal)].For(nowMs, forMs) ?? default, signal)));
            else if (pages(member)) found.Add(new Found(WorseningReason.WiderScope, FeltOf(member).FirstOrDefault(member.Unusual[0])));
        }

        var isPause = nowMs - _toldMs < PauseMs;
        return found.Where(one => one.Reason == WorseningReason.LimitCrossed || (one.Reason != default && !isPause)).OrderBy(one => one.Reason).Select(one => Describe(nowMs, one.Reason, one.Signal)).FirstOrDefault();
    }

    private Worsening Describe(long nowMs, WorseningReason reason, UnusualSignal signal) => new(
        (Last?.Number ?? 0) + 1, nowMs, reason, signal.Finding.Component, TitleOf(signal), signal.Finding.Value,
        reason switch
        {
            WorseningReason.LimitCrossed => signal.Limit,
            WorseningReason.MuchFarther => _told[KeyOf(signal)].FarthestOf(signal),
            _ => signal.Finding.Baseline,
        },
        signal.Traits.Unit);

    private ToldSignal ToldOf(UnusualSignal signal)
    {
        var key = KeyOf(signal);
        if (!_told.TryGetValue(key, out var told)) _told[key] = told = new ToldSignal();
        return told;
    }

    private static IEnumerable<UnusualSignal> FeltOf(ComponentPicture member) => member.Unusual.Where(signal => signal.IsFelt);

    private static string TitleOf(UnusualSignal signal) => signal.Traits.Shape == SignalShape.Latency ? $"{signal.Traits.Title} p99" : signal.Traits.Title;

    // Several quantiles of one latency are one thing to those who feel it.
    private static (string Component, string Signal) KeyOf(UnusualSignal signal) =>
        (signal.Finding.Component, signal.Traits.Group.Length > 0 ? signal.Traits.Group : signal.Traits.Id);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Found(WorseningReason Reason, UnusualSignal Signal);
}
