namespace Telemetry.Collector.Changes;

/// <summary>Texts of lines, compared as sets: what went, what came. A line that moved is neither.</summary>
internal static class TextLines
{
    /// <summary>The lines that only the old text has, and those that only the new one has, each in its order.</summary>
    public static (string Gone, string Come) Difference(string old, string recent)
    {
        var (before, after) = (old.Split('\n'), recent.Split('\n'));
        return (Without(before, after), Without(after, before));
    }

    private static string Without(string[] lines, string[] others)
    {
        var left = others.CountBy(line => line, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var kept = new List<string>();
        foreach (var line in lines)
        {
            if (left.GetValueOrDefault(line) is > 0 and var count) left[line] = count - 1;
            else if (line.Length > 0) kept.Add(line);
        }

        return string.Join('\n', kept);
    }
}
