using System.Text.Json;

namespace Telemetry.Alerting.Receivers.Opsgenie;

/// <summary>Writes an alert's details, which may hold so many characters together: the longest values are cut first.</summary>
internal static class OpsgenieDetails
{
    private const int MaxTotalLength = 8000;

    /// <summary>Writes <c>details</c>; nothing where there are none. Entries whose names alone are too long together are left out.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> details)
    {
        var left = MaxTotalLength;
        var kept = details.Where(detail => detail.Value.Length > 0).DistinctBy(detail => detail.Key).TakeWhile(detail => (left -= detail.Key.Length + 1) >= 0).ToArray();
        if (kept.Length == 0) return;
        var limit = LimitOf(kept.Select(detail => detail.Value.Length), MaxTotalLength - kept.Sum(detail => detail.Key.Length));
        WireJson.WriteStrings(json, "details", kept.Select(detail => KeyValuePair.Create(detail.Key, Truncation.Cut(detail.Value, limit))));
    }

    // The largest length at which all values together fit when none is longer.
    private static int LimitOf(IEnumerable<int> lengths, int total)
    {
        var sorted = lengths.Order().ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            var share = total / (sorted.Length - i);
            if (sorted[i] > share) return share;
            total -= sorted[i];
        }

        return int.MaxValue;
    }
}
