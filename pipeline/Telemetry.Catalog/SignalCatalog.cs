using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Catalog;

/// <summary>
/// Which families matter and what each means: what the collector forwards and the detector reads. Immutable and safe for any thread.
/// </summary>
public sealed class SignalCatalog
{
    private const string CounterSuffix = "_total";
    private static readonly Lazy<SignalCatalog> Shipped = new(() =>
    {
        var signals = Resource("signals.yaml");
        return new SignalCatalog(SignalsFile.Load(signals, "signals.yaml"), TopologyFile.Load(Resource("topology.yaml"), "topology.yaml"), FingerprintOf(signals));
    });

    private readonly HashSet<string> _forwarded = new(new FamilyNameComparer());
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<byte>> _forwardedBytes;
    private readonly FrozenDictionary<string, SignalDefinition> _byId;

    private SignalCatalog(IReadOnlyList<SignalDefinition> signals, Topology topology, string fingerprint)
    {
        Fingerprint = fingerprint;
        Signals = signals;
        Topology = topology;
        _byId = signals.ToFrozenDictionary(signal => signal.Id, StringComparer.Ordinal);
        foreach (var family in signals.SelectMany(FamiliesOf).Concat(topology.MarkerFamilies)) Forward(family);
        _forwardedBytes = _forwarded.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The catalog that is built in.</summary>
    public static SignalCatalog BuiltIn => Shipped.Value;

    /// <summary>Every signal, in the order of the file.</summary>
    public IReadOnlyList<SignalDefinition> Signals { get; }

    /// <summary>Changes with every change of the signals: state learned with another catalog is not restored.</summary>
    public string Fingerprint { get; }

    /// <summary>The parts and what they stand on.</summary>
    public Topology Topology { get; }

    /// <summary>Reads a catalog from text.</summary>
    /// <param name="signals">Text in the form of <c>signals.yaml</c>.</param>
    /// <param name="source">What messages call it: the file's name.</param>
    /// <exception cref="CatalogException">Something in it is wrong; every error is listed with its line.</exception>
    public static SignalCatalog Parse(string signals, string source) =>
        new(SignalsFile.Load(signals, source), BuiltIn.Topology, FingerprintOf(signals));

    /// <summary>The signal of that id, or null.</summary>
    public SignalDefinition? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// Whether the collector forwards a family. The name is that of the <c># TYPE</c> line in UTF-8; counters match with and
    /// without <c>_total</c> (OpenMetrics leaves it out of the family's name).
    /// </summary>
    public bool IsForwarded(ReadOnlySpan<byte> family) => _forwardedBytes.Contains(family);

    private static IEnumerable<string> FamiliesOf(SignalDefinition signal)
    {
        foreach (var family in signal.Families) yield return family;
        if (signal.BadFamily is not null) yield return signal.BadFamily;
        if (signal.Against is not null) yield return signal.Against;
    }

    private void Forward(string family)
    {
        _forwarded.Add(family);
        if (family.EndsWith(CounterSuffix, StringComparison.Ordinal)) _forwarded.Add(family[..^CounterSuffix.Length]);
    }

    private static string FingerprintOf(string signals) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signals)).AsSpan(0, 8));

    private static string Resource(string name)
    {
        using var stream = typeof(SignalCatalog).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
