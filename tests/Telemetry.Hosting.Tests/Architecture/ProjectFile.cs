using System.Xml.Linq;
using Telemetry.Testing;

namespace Telemetry.Hosting.Tests.Architecture;

/// <summary>A project of the repository as its file describes it.</summary>
public sealed class ProjectFile
{
    private readonly XDocument _document;

    private ProjectFile(string path)
    {
        FullPath = path;
        Name = Path.GetFileNameWithoutExtension(path);
        _document = XDocument.Load(path);
    }

    public string Name { get; }

    public string FullPath { get; }

    public bool IsTest => FullPath.Contains("/tests/", StringComparison.Ordinal);

    /// <summary>Adapters of packages that not every registry has; left out of the default build.</summary>
    public bool IsOptional => Name is "Telemetry.Hosting.PrometheusNet" or "Telemetry.Detection.MicrosoftML";

    public IReadOnlyList<string> Projects =>
        [.. Included("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];

    /// <summary>Packages by whatever means they come.</summary>
    public IReadOnlyList<string> Packages =>
        [.. Included("PackageReference").Concat(Included("PackageDownload")).Concat(Included("Reference")).Distinct(StringComparer.Ordinal)];

    public bool UsesAspNet => Included("FrameworkReference").Any();

    public static IReadOnlyList<ProjectFile> All() =>
        [.. RepositoryFiles.All().Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => new ProjectFile(Path.Combine(Repository.Root, path)))];

    private IEnumerable<string> Included(string element) => _document.Descendants(element).Select(item => item.Attribute("Include")!.Value);
}
