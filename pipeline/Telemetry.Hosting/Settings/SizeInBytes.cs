using System.Globalization;

namespace Telemetry.Hosting.Settings;

/// <summary>Sizes as Prometheus writes them: <c>512KB</c>, <c>10MB</c>; a unit is 1024 of the one before, with or without an <c>i</c>.</summary>
internal static class SizeInBytes
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !long.TryParse(text.AsSpan(0, digits), CultureInfo.InvariantCulture, out var amount)) return false;
        var power = Array.IndexOf(Units, text[digits..].Replace("iB", "B", StringComparison.Ordinal));
        if (power < 0 || amount > long.MaxValue >> (10 * power)) return false;
        bytes = amount << (10 * power);
        return true;
    }
}
