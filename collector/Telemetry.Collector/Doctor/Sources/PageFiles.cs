using Telemetry.Collector.Exposition.Printing;

namespace Telemetry.Collector.Doctor.Sources;

/// <summary>Pages kept in files, gzipped or not.</summary>
internal static class PageFiles
{
    private static readonly string[] NotPages = [".md", ".json", ".yaml", ".yml", ".br"];

    /// <summary>The page of a file, or those of a folder and the folders below it, in the order of their names.</summary>
    public static IEnumerable<PageSample> In(string path, string? component, List<string> notices)
    {
        if (!Directory.Exists(path))
        {
            yield return Read(path, Path.GetFileName(path), component);
            yield break;
        }

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            // The folder's own name tells as much as the file's: etcd/k8s1_34.txt.
            var name = Path.Combine(Path.GetFileName(root), Path.GetRelativePath(root, file));
            if (NotPages.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)) notices.Add($"{name} is no page.");
            else yield return Read(file, name, component);
        }
    }

    private static PageSample Read(string file, string name, string? component)
    {
        var sample = new PageSample { Name = name, Component = component };
        try
        {
            return sample with { Body = PageFile.Read(file) };
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return sample with { Problem = unreadable.Message };
        }
    }
}
