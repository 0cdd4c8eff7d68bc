namespace Telemetry.Benchmarks.Quality;

/// <summary>What a measure may read and where it may draw.</summary>
/// <param name="DataFolder">Labelled series, laid out as the development part is; may be absent.</param>
/// <param name="RecordingsFolder">Recorded clusters, a folder each; may be absent.</param>
/// <param name="PicturesFolder">Where SVG pictures go; the page shows them in the order of their names; null for none.</param>
/// <param name="Log">Progress for people.</param>
internal sealed record QualityContext(string DataFolder, string RecordingsFolder, string? PicturesFolder, TextWriter Log)
{
    private readonly HashSet<string> _drawn = new(StringComparer.Ordinal);

    /// <summary>Whether this is the gate of continuous integration: a measure then does a small, fixed part of its work, in seconds.</summary>
    public bool IsReduced { get; init; }

    /// <summary>Takes the rows so far of a measure that runs for hours, for the page; one call at a time.</summary>
    public Action<IReadOnlyList<QualityRow>> Keep { get; init; } = _ => { };

    /// <summary>Files of one set, in the order of their names; none where the set is not there.</summary>
    public IReadOnlyList<string> Files(string set, string pattern = "*.csv.gz")
    {
        var folder = Path.Combine(DataFolder, set);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Folders of recordings that have a manifest, in the order of their names.</summary>
    public IReadOnlyList<string> Recordings() => Directory.Exists(RecordingsFolder)
        ? [.. Directory.EnumerateDirectories(RecordingsFolder).Where(folder => File.Exists(Path.Combine(folder, "manifest.json"))).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Pictures of a measure, in the order of their names.</summary>
    public IEnumerable<string> Pictures(string measure) => Directory.Exists(PicturesFolder)
        ? Directory.EnumerateFiles(PicturesFolder, $"{measure}-*.svg").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Removes the pictures of a measure that an earlier run drew and this one did not.</summary>
    public void EraseAllButDrawn(string measure)
    {
        foreach (var picture in Pictures(measure).Where(picture => !_drawn.Contains(picture)).ToList()) File.Delete(Path.Combine(PicturesFolder!, picture));
    }

    /// <summary>Draws a picture for the page.</summary>
    /// <param name="measure">Name of the measure.</param>
    /// <param name="title">What it shows; also its file's name.</param>
    /// <param name="svg">The drawing.</param>
    public void Draw(string measure, string title, string svg)
    {
        if (PicturesFolder is null) return;
        Directory.CreateDirectory(PicturesFolder);
        var picture = $"{measure}-{title.Replace(' ', '-')}.svg";
        File.WriteAllText(Path.Combine(PicturesFolder, picture), svg);
        _drawn.Add(picture);
    }
}
