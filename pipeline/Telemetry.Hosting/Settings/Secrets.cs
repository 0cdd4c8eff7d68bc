using System.Text.RegularExpressions;

namespace Telemetry.Hosting.Settings;

/// <summary>Which values may not be shown, judged by their key; keys that name a file are harmless.</summary>
internal static partial class Secrets
{
    public const string Mask = "<secret>";

    public static bool IsSecretKey(string key) => SecretKey().IsMatch(key) && !key.EndsWith("file", StringComparison.Ordinal)
        && !key.EndsWith("location", StringComparison.Ordinal);

    /// <summary>The text without the user part and the query of a URL, where tokens travel.</summary>
    public static string Shown(string text) => UrlQuery().Replace(UrlUser().Replace(text, "${scheme}" + Mask + "@"), "${path}?" + Mask);

    [GeneratedRegex("password|secret|token|credential|jaas|routing.?key|api.?key|\\.pem$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretKey();

    [GeneratedRegex("^(?<scheme>[a-z][a-z0-9+.-]*://)[^/@]+@", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex UrlUser();

    [GeneratedRegex("^(?<path>[a-z][a-z0-9+.-]*://[^?]*)\\?.+$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex UrlQuery();
}
