using System.Globalization;

namespace Telemetry.Hosting.Settings;

/// <summary>
/// What is left of a path such as <c>scrape_configs[0].job_name</c> or <c>kafka.properties["bootstrap.servers"]</c>.
/// A segment is a key or, in brackets, an index or a quoted key.
/// </summary>
internal readonly record struct SettingsPath(string Rest)
{
    public bool IsEnd => Rest.Length == 0;

    public bool BeginsWithBracket => Rest.StartsWith('[');

    /// <summary>Takes the first segment off; <paramref name="index"/> is −1 for a key.</summary>
    /// <exception cref="FormatException">The path is not well formed.</exception>
    public SettingsPath Next(out string key, out int index)
    {
        index = -1;
        if (!BeginsWithBracket)
        {
            var end = Rest.AsSpan().IndexOfAny('.', '[');
            key = end < 0 ? Rest : Rest[..end];
            if (key.Length == 0) throw new FormatException("the path has an empty key");
            return After(key.Length);
        }
        if (Rest.StartsWith("[\"", StringComparison.Ordinal))
        {
            var quote = Rest.IndexOf("\"]", 2, StringComparison.Ordinal);
            if (quote < 0) throw new FormatException("the path has a [\" without its \"]");
            key = Rest[2..quote];
            return After(quote + 2);
        }
        var close = Rest.IndexOf(']', StringComparison.Ordinal);
        key = close < 0 ? "" : Rest[1..close];
        if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index))
            throw new FormatException("brackets hold a number from 0, or a key in quotes");
        return After(close + 1);
    }

    private SettingsPath After(int length)
    {
        if (length == Rest.Length) return new SettingsPath("");
        return Rest[length] switch
        {
            '[' => new SettingsPath(Rest[length..]),
            '.' when length + 1 < Rest.Length => new SettingsPath(Rest[(length + 1)..]),
            _ => throw new FormatException("the path ends or breaks off in the middle"),
        };
    }
}
