namespace Telemetry.Hosting.Settings;

/// <summary>The known key that an unknown one was most likely meant to be, by edit distance.</summary>
internal static class NearestKey
{
    public static string? Find(string unknown, IEnumerable<string> known)
    {
        var allowed = Math.Max(2, unknown.Length / 3);
        return known.Select(key => (Key: key, Distance: Distance(unknown, key)))
            .Where(candidate => candidate.Distance <= allowed)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Key, StringComparer.Ordinal)
            .Select(candidate => candidate.Key)
            .FirstOrDefault();
    }

    // Levenshtein's distance in two rows.
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replace = previous[column - 1] + (Normal(left[row - 1]) == Normal(right[column - 1]) ? 0 : 1);
                current[column] = Math.Min(replace, Math.Min(previous[column], current[column - 1]) + 1);
            }
            (previous, current) = (current, previous);
        }
        return previous[right.Length];
    }

    // The commonest slip is a dash for an underscore, or camel case.
    private static char Normal(char letter) => letter == '-' ? '_' : char.ToLowerInvariant(letter);
}
