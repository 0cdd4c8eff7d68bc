using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>Signs requests in, by what the files say at the moment.</summary>
internal sealed class HttpCredentials(HttpConfigOptions options)
{
    /// <summary>Adds the <c>Authorization</c> header; on failure a line that names the setting and the cure.</summary>
    /// <param name="headers">Where to.</param>
    /// <param name="secret">What an answer must not quote; null for nothing.</param>
    /// <param name="fault">Why it cannot be done.</param>
    public bool TryAdd(HttpRequestHeaders headers, out string? secret, [NotNullWhen(false)] out string? fault)
    {
        (secret, fault) = (null, null);
        if (options.BasicAuth is { } basic)
        {
            if (!basic.Secret.TryRead(out secret, out fault)) return false;
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic.Username}:{secret}"));
            headers.Authorization = new AuthenticationHeaderValue("Basic", pair);
        }
        else if (options.Authorization is { } authorization)
        {
            if (!authorization.Secret.TryRead(out secret, out fault)) return false;
            headers.TryAddWithoutValidation("Authorization", $"{authorization.Type} {secret}");
        }

        return true;
    }
}
