using System.Text.RegularExpressions;
using Telemetry.Hosting.Tests.Architecture;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Hosting.Tests.Documents;

/// <summary>CONTRIBUTING.md says exactly which test classes skip without the outside material.</summary>
public sealed partial class ContributingPageTests
{
    [Fact]
    public void Corpus_ClassesThatNeedIt_AreListed()
    {
        var needing = RepositoryFiles.All()
            .Where(path => path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
            .Where(path => CorpusMark().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, path))))
            .Select(path => Path.GetFileNameWithoutExtension(path));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md"));
        var listed = ListedClass().Matches(page).Select(entry => entry.Groups["name"].Value);

        Assert.Equal(needing.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^\\s*\\[Corpus(Fact|Theory)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CorpusMark();

    [GeneratedRegex("^- `(?<name>\\w+)`:", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListedClass();
}
