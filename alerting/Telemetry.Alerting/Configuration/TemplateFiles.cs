using System.Runtime.InteropServices;

namespace Telemetry.Alerting.Configuration;

/// <summary>The files of templates that settings name.</summary>
internal static class TemplateFiles
{
    private const long MaxBytes = 1 << 20;

    /// <summary>A pattern of the settings, and the property that holds it.</summary>
    /// <param name="Pattern">Path, which may hold <c>*</c>, <c>?</c> and <c>[…]</c>.</param>
    /// <param name="Member">Member of <see cref="AlertingOptions"/>.</param>
    /// <param name="IsForeign">Whether it stands in the Alertmanager file.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Entry(string Pattern, string Member, bool IsForeign);

    /// <summary>The patterns in the order in which they hold: those of the Alertmanager file, from its own folder on, then ours.</summary>
    public static IEnumerable<Entry> Of(AlertingOptions options)
    {
        var file = options.ConfigFile;
        var folder = Path.GetDirectoryName(file?.Location?.FullName) ?? "";
        var theirs = (file?.Templates ?? []).Select((pattern, i) => new Entry(Path.Combine(folder, pattern), $"{nameof(options.ConfigFile)}.{nameof(file.Templates)}[{i}]", IsForeign: true));
        return theirs.Concat(options.Templates.Select((pattern, i) => new Entry(pattern, $"{nameof(options.Templates)}[{i}]", IsForeign: false)));
    }

    /// <summary>Names and texts of the files of a pattern, by path; none where no file fits.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IEnumerable<(string Name, string Text)> Read(Entry entry) => GlobPattern.Files(entry.Pattern).Select(path => (Path.GetFileName(path), ReadFile(path)));

    /// <summary>Whether the pattern is the name of one file, which is not there.</summary>
    public static bool IsMissing(Entry entry) => !GlobPattern.HasWildcard(entry.Pattern) && !File.Exists(entry.Pattern);

    private static string ReadFile(string path)
    {
        if (new FileInfo(path).Length > MaxBytes) throw new IOException($"'{path}' is larger than {MaxBytes} bytes");
        return File.ReadAllText(path);
    }
}
