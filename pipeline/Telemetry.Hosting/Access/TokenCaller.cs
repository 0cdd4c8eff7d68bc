using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Hosting.Access;

/// <summary>
/// <c>web.auth: token</c>: <c>Authorization: Bearer TOKEN</c> from programs, Basic with any name and the token as password from browsers,
/// which ask for it by themselves. The name is taken for who acts.
/// </summary>
internal sealed class TokenCaller(TokenFile file) : ICallerCheck
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";
    private const string Nameless = "token";

    /// <inheritdoc/>
    public string Cure => "Say the token of web.token-file: Authorization: Bearer TOKEN, or Basic with it as the password.\n";

    /// <inheritdoc/>
    public string? Identify(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return IsKnown(header[Bearer.Length..].Trim()) ? Nameless : null;
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)) return null;
        var written = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), written, out var length)) return null;
        var (name, password) = Split(Encoding.UTF8.GetString(written, 0, length));
        return !IsKnown(password) ? null : name.Length > 0 ? name : Nameless;
    }

    /// <inheritdoc/>
    public int Challenge(HttpResponse response)
    {
        response.Headers.WWWAuthenticate = new(["Basic realm=\"Telemetry\", charset=\"UTF-8\"", "Bearer realm=\"Telemetry\""]);
        return StatusCodes.Status401Unauthorized;
    }

    // Hashes have one length, so that the time of a comparison says nothing, not even how long a token is.
    private bool IsKnown(string token)
    {
        var said = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        var isKnown = false;
        foreach (var known in file.Tokens) isKnown |= CryptographicOperations.FixedTimeEquals(said, SHA256.HashData(Encoding.UTF8.GetBytes(known)));
        return isKnown;
    }

    private static (string Name, string Password) Split(string credentials)
    {
        var colon = credentials.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? ("", credentials) : (credentials[..colon], credentials[(colon + 1)..]);
    }
}
