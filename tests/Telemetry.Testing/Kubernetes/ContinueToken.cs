using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Telemetry.Testing.Kubernetes;

/// <summary>The API server's continue token: the version that the list shows (-1: the newest) and the key behind which it goes on.</summary>
internal sealed record ContinueToken(long Version, string After)
{
    /// <summary>The key behind which the list goes on, from the root.</summary>
    public string Behind => After.StartsWith('/') ? After : $"/{After}";

    /// <summary>Reads a token; null where it is none.</summary>
    public static ContinueToken? Parse(string text)
    {
        try
        {
            var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
            var node = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(padded)));
            return (string?)node?["v"] == "meta.k8s.io/v1" ? new ContinueToken((long)node["rv"]!, ((string)node["start"]!).TrimEnd('\0')) : null;
        }
        catch (Exception malformed) when (malformed is FormatException or System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var json = $$"""{"v":"meta.k8s.io/v1","rv":{{Version.ToString(CultureInfo.InvariantCulture)}},"start":"{{After}}\u0000"}""";
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
