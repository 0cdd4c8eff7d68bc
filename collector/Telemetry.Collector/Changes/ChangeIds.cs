using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Collector.Changes;

/// <summary>Ids of changes: functions of what is told, so that whoever sees the same change gives it the same id.</summary>
internal static class ChangeIds
{
    public static string Of(params ReadOnlySpan<string> parts)
    {
        // No part holds a zero, so that no two lists run together into one text.
        var text = string.Join('\0', parts.ToArray());
        return "c-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
