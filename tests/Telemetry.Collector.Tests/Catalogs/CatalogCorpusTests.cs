using Telemetry.Catalog;
using Telemetry.Collector.Doctor;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Catalogs;

/// <summary>The built-in catalog against pages of real components: what an entry says of families, labels and versions is so.</summary>
public sealed class CatalogCorpusTests
{
    [CorpusFact]
    public void Entries_ProvedByCaptures_AreOnSomePageOfTheirVersionsWithTheirLabels() =>
        AssertEach(Proof.Capture, (signal, faults) => Prove(signal, CapturedPages.All, faults));

    [CorpusFact]
    public void Entries_ProvedByARecording_AreOnItWithTheirLabels() =>
        AssertEach(Proof.Recording, (signal, faults) =>
        {
            if (!IsOwnPage(signal)) Prove(signal, CapturedPages.OfRecording, faults);
        });

    [CorpusFact]
    public void Entries_ProvedByDefinitions_AreDefined()
    {
        var definitions = File.ReadAllText(Corpus.PathOf("reference", "metric-catalog.json")) + File.ReadAllText(Corpus.PathOf("reference", "collector.md"))
            + string.Concat(DocumentationLists().Concat(Rules()));
        AssertEach(Proof.Definition, (signal, faults) =>
        {
            if (!IsDefined(signal.Families[0].Name, definitions)) faults.Add($"{signal.Id}: {signal.Families[0].Name} is defined nowhere");
        });
    }

    [CorpusFact]
    public void Families_OutsideTheirVersions_AreOnNoPage()
    {
        var faults = new List<string>();
        foreach (var signal in SignalCatalog.BuiltIn.Signals)
        {
            foreach (var page in PagesOf(signal, CapturedPages.All).Where(page => page is { Version: not null, IsTooOld: false }))
            {
                foreach (var name in signal.Families.Where(name => !name.Versions.Contains(page.Version!) && page.Find(name.Name) is not null))
                    faults.Add($"{signal.Id}: {name.Name} is for {name.Versions}, and on {page.Name} ({page.Version})");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [CorpusFact]
    public void Families_OfEveryCapturedPageInTheirVersions_AreThere()
    {
        // Whole pages of versions in the range; the excerpts and unit tests' pages among the captures are neither.
        var whole = CapturedPages.All.Where(page => page.Name.Contains("/nri-k8s", StringComparison.Ordinal) && page is { Version: not null, IsTooOld: false }).ToList();
        Assert.True(whole.Count >= 30, $"only {whole.Count} whole pages");
        var faults = from signal in SignalCatalog.BuiltIn.Signals
                     where signal.Presence == Presence.Always && signal.Proof == Proof.Capture
                     from page in PagesOf(signal, whole)
                     where signal.Families.Any(name => name.Versions.Contains(page.Version!)) && signal.Families.All(name => page.Find(name.Name) is null)
                     select $"{signal.Id}: {signal.Families[0].Name} is not on {page.Name} ({page.Version})";
        Assert.Empty(faults);
    }

    [CorpusFact]
    public void Labels_OfCapturedFamilies_AreAllKnownToTheirEntries()
    {
        var faults = new HashSet<string>(StringComparer.Ordinal);
        foreach (var signal in SignalCatalog.BuiltIn.Signals.Where(signal => signal.Proof == Proof.Capture && signal.Kind != SignalKind.Info && !IsOwnPage(signal) && !signal.On.Contains(SignalDefinition.AnyComponent)))
        {
            foreach (var page in PagesOf(signal, CapturedPages.All).Where(page => page is { Version: not null, IsTooOld: false }))
            {
                foreach (var name in signal.Families.Where(name => name.Versions.Contains(page.Version!)))
                    faults.UnionWith((page.Find(name.Name)?.Labels ?? new HashSet<string>()).Except(signal.AllLabels()).Select(label => $"{signal.Id}: {name.Name} has {label}"));
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    // The cluster's own page is made here, of watched objects: no recording has it, and its tests are beside its code.
    private static bool IsOwnPage(SignalDefinition signal) => signal.On.Contains("cluster-state");

    private static void AssertEach(Proof proof, Action<SignalDefinition, List<string>> prove)
    {
        var signals = SignalCatalog.BuiltIn.Signals.Where(signal => signal.Proof == proof).ToList();
        var faults = new List<string>();
        foreach (var signal in signals) prove(signal, faults);
        Assert.True(signals.Count > 0 && faults.Count == 0, string.Join('\n', faults));
    }

    private static void Prove(SignalDefinition signal, IReadOnlyList<ExaminedTarget> pages, List<string> faults)
    {
        var seen = (from page in PagesOf(signal, pages)
                    from name in signal.Families
                    where page.Version is null || name.Versions.Contains(page.Version)
                    select page.Find(name.Name)).OfType<ExaminedFamily>().ToList();
        if (seen.Count == 0) faults.Add($"{signal.Id}: {signal.Families[0].Name} is on no page");
        // A label that only events bring may be on the recording alone.
        seen.AddRange(PagesOf(signal, CapturedPages.OfRecording).SelectMany(page => signal.Families.Select(name => page.Find(name.Name))).OfType<ExaminedFamily>());
        faults.AddRange(signal.AllLabels().Where(label => !seen.Exists(family => family.Labels.Contains(label))).Select(label => $"{signal.Id}: no page has the label {label}"));
    }

    private static IEnumerable<ExaminedTarget> PagesOf(SignalDefinition signal, IReadOnlyList<ExaminedTarget> pages) =>
        pages.Where(page => signal.IsReadOn(page.Component!) && page.Page == signal.Page);

    // Definitions spell a name in pieces: namespace, subsystem, name.
    private static bool IsDefined(string family, string definitions) =>
        definitions.Contains(family, StringComparison.Ordinal)
            || Enumerable.Range(1, family.Length - 1).Where(at => family[at - 1] == '_').Any(at =>
                definitions.Contains($"name: {family[at..]}\n", StringComparison.Ordinal) || definitions.Contains($"/ {family[at..]} ", StringComparison.Ordinal));

    private static IEnumerable<string> DocumentationLists() =>
        Directory.GetFiles(Corpus.PathOf("fixtures", "k8s-metric-definitions"), "documentation-list-*.yaml.gz").Select(file =>
            System.Text.Encoding.UTF8.GetString(Collector.Exposition.Printing.PageFile.Read(file)));

    private static IEnumerable<string> Rules() =>
        Directory.GetFiles(Corpus.PathOf("fixtures", "mixins"), "*", SearchOption.AllDirectories).Select(File.ReadAllText);
}
