using System.Collections.Frozen;
using Telemetry.Catalog.Entries;

namespace Telemetry.Catalog;

/// <summary>
/// Which families matter and what each means: what the collector forwards and the detector reads. Immutable and safe for any thread.
/// </summary>
public sealed class SignalCatalog
{
    private const string CounterSuffix = "_total";
    private static readonly Lazy<SignalCatalog> Shipped = new(() =>
    {
        var topology = TopologyFile.Load(Resource("topology.yaml"), "topology.yaml");
        return new SignalCatalog(SignalsFile.Load(Resource("signals.yaml"), "signals.yaml", topology), topology);
    });

    private readonly SignalsFile _file;
    private readonly Dictionary<string, FamilyFacts> _forwarded = new(new FamilyNameComparer());
    private readonly Dictionary<string, FamilyFacts>.AlternateLookup<ReadOnlySpan<byte>> _forwardedBytes;
    private readonly FrozenDictionary<string, SignalDefinition> _byId;

    private SignalCatalog(SignalsFile file, Topology topology)
    {
        _file = file;
        Signals = [.. file.Entries.Select(SignalDefinitions.Of)];
        Scored = [.. Signals.Where(signal => signal.IsScored)];
        Topology = topology;
        Fingerprint = CatalogFingerprint.Of(Signals);
        _byId = Signals.ToFrozenDictionary(signal => signal.Id, StringComparer.Ordinal);
        foreach (var signal in Signals)
            foreach (var family in signal.AllFamilies()) Keep(family, new FamilyFacts(signal.Priority, TypeOf(signal, family)));
        // Without them nobody knows which part a target is.
        foreach (var family in topology.MarkerFamilies) Keep(family, new FamilyFacts(1, null));
        _forwardedBytes = _forwarded.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The catalog that is built in.</summary>
    public static SignalCatalog BuiltIn => Shipped.Value;

    /// <summary>JSON schema of a catalog file.</summary>
    public static string Schema => EntrySchema.Write();

    /// <summary>Which families are forwarded of a target that does not say.</summary>
    public ForwardScope Forward { get; private init; }

    /// <summary>Every signal, in the order of the file.</summary>
    public IReadOnlyList<SignalDefinition> Signals { get; }

    /// <summary>Those of <see cref="Signals"/> that the detector scores.</summary>
    public IReadOnlyList<SignalDefinition> Scored { get; }

    /// <summary>Changes with every change of how signals are scored: state learned with another catalog is not restored.</summary>
    public string Fingerprint { get; }

    /// <summary>The parts and what they stand on.</summary>
    public Topology Topology { get; }

    /// <summary>Reads a catalog that stands alone.</summary>
    /// <param name="signals">Text in the form of <c>signals.yaml</c>.</param>
    /// <param name="source">What messages call it: the file's name.</param>
    /// <exception cref="CatalogException">Something in it is wrong; every error is listed with its line.</exception>
    public static SignalCatalog Parse(string signals, string source) => new(SignalsFile.Load(signals, source, BuiltIn.Topology), BuiltIn.Topology);

    /// <summary>This catalog with a file over it: a known id changes or removes that signal, a new one is added (<c>docs/catalog.md</c>).</summary>
    /// <param name="signals">Text of the file.</param>
    /// <param name="source">What messages call it: the file's name.</param>
    /// <exception cref="CatalogException">Something in it is wrong; every error is listed with its line.</exception>
    public SignalCatalog With(string signals, string source) => new(_file.With(signals, source), Topology) { Forward = Forward };

    /// <summary>This catalog with a file of calls over its topology.</summary>
    /// <param name="calls">Text of the file (<c>docs/formats/topology.md</c>).</param>
    /// <param name="source">What messages call it: the file's name.</param>
    /// <exception cref="CatalogException">Something in it is wrong, or it closes a circle; every error is listed.</exception>
    public SignalCatalog WithTopology(string calls, string source) => new(_file, Topology.With(calls, source)) { Forward = Forward };

    /// <summary>This catalog with another scope for targets that do not say theirs.</summary>
    public SignalCatalog Forwarding(ForwardScope scope) => scope == Forward ? this : new(_file, Topology) { Forward = scope };

    /// <summary>The signal of that id, or null.</summary>
    public SignalDefinition? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// Whether the collector forwards a family. The name is that of the <c># TYPE</c> line in UTF-8; counters match with and
    /// without <c>_total</c> (OpenMetrics leaves it out of the family's name).
    /// </summary>
    public bool IsForwarded(ReadOnlySpan<byte> family) => _forwardedBytes.ContainsKey(family);

    /// <summary>What is known of a family that is forwarded, by the same names; null for others.</summary>
    public FamilyFacts? FactsOf(ReadOnlySpan<byte> family) => _forwardedBytes.TryGetValue(family, out var facts) ? facts : null;

    // The correction speaks of the signal's own family, not of the one that it is compared with.
    private static MetricType? TypeOf(SignalDefinition signal, string family) =>
        family == signal.Against || family == signal.BadFamily ? null : signal.Type;

    private void Keep(string family, FamilyFacts facts)
    {
        Merge(family, facts);
        if (family.EndsWith(CounterSuffix, StringComparison.Ordinal)) Merge(family[..^CounterSuffix.Length], facts);
    }

    private void Merge(string family, FamilyFacts facts) => _forwarded[family] = _forwarded.TryGetValue(family, out var known)
        ? new FamilyFacts(Math.Min(known.Priority, facts.Priority), known.Type ?? facts.Type)
        : facts;

    private static string Resource(string name)
    {
        using var stream = typeof(SignalCatalog).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
