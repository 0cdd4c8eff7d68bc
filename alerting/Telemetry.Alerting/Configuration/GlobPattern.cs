using System.Text;
using System.Text.RegularExpressions;

namespace Telemetry.Alerting.Configuration;

/// <summary>Paths with wildcards, as shells and Alertmanager know them: <c>*</c> and <c>?</c> stand for letters of one name, <c>[a-z]</c> and <c>[^a-z]</c> for one of some.</summary>
internal static class GlobPattern
{
    /// <summary>Whether the pattern stands for more than one path.</summary>
    public static bool HasWildcard(string pattern) => pattern.AsSpan().ContainsAny('*', '?', '[');

    /// <summary>The files that fit, in the order of their paths; none where a folder is not there.</summary>
    public static IReadOnlyList<string> Files(string pattern)
    {
        if (!HasWildcard(pattern)) return File.Exists(pattern) ? [pattern] : [];
        var folder = Path.GetDirectoryName(pattern) ?? "";
        var name = Compile(Path.GetFileName(pattern));
        return [.. Folders(folder).SelectMany(Directory.GetFiles).Where(path => name.IsMatch(Path.GetFileName(path))).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Folders(string pattern)
    {
        if (pattern.Length == 0) return ["."];
        if (!HasWildcard(pattern)) return Directory.Exists(pattern) ? [pattern] : [];
        var name = Compile(Path.GetFileName(pattern));
        return Folders(Path.GetDirectoryName(pattern) ?? "").SelectMany(Directory.GetDirectories).Where(path => name.IsMatch(Path.GetFileName(path)));
    }

    private static Regex Compile(string name)
    {
        var regex = new StringBuilder(@"\A");
        for (var at = 0; at < name.Length; at++)
        {
            var end = name[at] == '[' ? name.IndexOf(']', at + 1) : -1;
            if (name[at] == '*') regex.Append(".*");
            else if (name[at] == '?') regex.Append('.');
            else if (end < 0) regex.Append(Regex.Escape(name[at].ToString()));
            else
            {
                regex.Append(name, at, end + 1 - at);
                at = end;
            }
        }

        return new Regex(regex.Append(@"\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }
}
