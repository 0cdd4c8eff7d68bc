using System.Text.RegularExpressions;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Hosting.Tests.Documents;

/// <summary>Links between the documents of the repository.</summary>
public sealed partial class DocumentLinksTests
{
    [Fact]
    public void Link_OfEveryDocument_LeadsToAFile()
    {
        var documents = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md")).ToList();

        var broken = documents.SelectMany(BrokenLinks).ToList();

        Assert.True(documents.Count > 0 && broken.Count == 0, string.Join('\n', broken));
    }

    private static IEnumerable<string> BrokenLinks(string document) => Link().Matches(File.ReadAllText(document)).Select(match => match.Groups[1].Value)
        .Where(path => !path.Contains(':', StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, path)))
        .Select(path => $"{Path.GetRelativePath(Repository.Root, document)} links to {path}, which is not there");

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
