using System.Diagnostics.CodeAnalysis;

namespace Telemetry.Alerting.Receivers;

/// <summary>A receiver's address, and the parts of it that must not be shown.</summary>
/// <param name="Address">The address.</param>
/// <param name="Secrets">Where the address is a secret: its path and query, and the long parts of them; longest first.</param>
internal sealed record SecretUrl(Uri Address, IReadOnlyList<string> Secrets)
{
    // Shorter parts are words such as "services"; cutting them out would hide what an answer says.
    private const int MinSecretLength = 12;

    /// <summary>Takes an address from the settings, or reads it from where secrets stand.</summary>
    public static bool TryRead(string? open, SecretSource source, [NotNullWhen(true)] out SecretUrl? url, [NotNullWhen(false)] out string? fault)
    {
        (url, fault) = (null, null);
        var text = open;
        if (text is null && !source.TryRead(out text, out fault)) return false;
        if (AddressAndSecret.UrlFault(text) is { } wrong)
        {
            fault = $"the content of {source.Setting} {wrong}";
            return false;
        }

        var address = new Uri(text, UriKind.Absolute);
        url = new SecretUrl(address, open is null ? SecretsOf(address) : []);
        return true;
    }

    /// <summary>Says nothing of the address.</summary>
    public override string ToString() => Address.Host;

    private static string[] SecretsOf(Uri address)
    {
        var whole = address.PathAndQuery.TrimStart('/');
        return [whole, .. whole.Split('/', '?', '&', '=').Where(part => part.Length >= MinSecretLength).OrderByDescending(part => part.Length)];
    }
}
