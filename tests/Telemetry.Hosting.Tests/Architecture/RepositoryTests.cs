using System.Text.RegularExpressions;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Hosting.Tests.Architecture;

/// <summary>What a clone must and must not hold.</summary>
public sealed partial class RepositoryTests
{
    private const long MaxFileBytes = 5 << 20;

    [Fact]
    public void Solution_Projects_AreAllOfTheDefaultBuild()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Telemetry.sln"));
        var listed = ProjectEntry().Matches(solution).Select(entry => entry.Groups["name"].Value);

        Assert.Equal(Names(ProjectFile.All().Where(project => !project.IsOptional)), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void LockFiles_Projects_AreThoseOfTheDefaultBuild()
    {
        var locked = RepositoryFiles.All().Where(path => Path.GetFileName(path) == "packages.lock.json")
            .Select(path => Path.GetDirectoryName(Path.Combine(Repository.Root, path)));
        var projects = ProjectFile.All().Where(project => !project.IsOptional).Select(project => Path.GetDirectoryName(project.FullPath));

        Assert.Equal(projects.Order(StringComparer.Ordinal), locked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Launcher_OptionalProjects_AreProbed()
    {
        var launcher = File.ReadAllText(Path.Combine(Repository.Root, "telemetry"));

        foreach (var project in ProjectFile.All().Where(project => project.IsOptional))
            Assert.Contains(Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(project.FullPath)!), launcher, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_OutsideTheCorpus_AreText()
    {
        var binary = RepositoryFiles.All().Where(path => !path.StartsWith("tests/corpus/", StringComparison.Ordinal))
            .Where(path => File.ReadAllBytes(Path.Combine(Repository.Root, path)).Contains((byte)0));

        Assert.Empty(binary);
    }

    [Fact]
    public void Files_Any_AreSmall() =>
        Assert.All(RepositoryFiles.All(), path => Assert.InRange(new FileInfo(Path.Combine(Repository.Root, path)).Length, 0, MaxFileBytes));

    [Fact]
    public void Files_Text_NameNoMachineAndNoRegistry()
    {
        var offenders = RepositoryFiles.All().Where(path => !path.StartsWith("tests/corpus/", StringComparison.Ordinal))
            .SelectMany(path => File.ReadLines(Path.Combine(Repository.Root, path)).Select((line, index) => (Place: $"{path}:{index + 1}", Line: line)))
            .Where(line => MachineOrRegistry().IsMatch(line.Line))
            .Select(line => $"{line.Place}: {line.Line.Trim()}");

        Assert.Empty(offenders);
    }

    private static IEnumerable<string> Names(IEnumerable<ProjectFile> projects) =>
        projects.Select(project => project.Name).Order(StringComparer.Ordinal);

    [GeneratedRegex("^Project\\([^)]*\\) = \"(?<name>[^\"]+)\", \"[^\"]+\\.csproj\"", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectEntry();

    // Folders of one person's machine, and registries that a clone must not depend on.
    [GeneratedRegex("(^|[\\s\"'=(:])/(home|root|Users|work)/\\w|https?://[\\w.-]*(nuget|npm|registry)[\\w.-]*\\.\\w", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachineOrRegistry();
}
