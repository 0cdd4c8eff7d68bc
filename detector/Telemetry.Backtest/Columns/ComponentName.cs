using System.Text.RegularExpressions;

namespace Telemetry.Backtest.Columns;

/// <summary>Whose a column is.</summary>
internal static partial class ComponentName
{
    /// <summary>The name before the first <c>|</c>, without the two parts that a deployment adds to its pods' names.</summary>
    public static string Of(string column)
    {
        var bar = column.IndexOf('|', StringComparison.Ordinal);
        var name = bar < 0 ? column : column[..bar];
        return PodSuffix().Match(name) is { Success: true, Index: > 0 } suffix ? name[..suffix.Index] : name;
    }

    // Letters and digits that Kubernetes makes names of: no vowels, so that no word is taken for one.
    [GeneratedRegex("-[bcdfghjklmnpqrstvwxz2456789]{5,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$", RegexOptions.None, 1000)]
    private static partial Regex PodSuffix();
}
