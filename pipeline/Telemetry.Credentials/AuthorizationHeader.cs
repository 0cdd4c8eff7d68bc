using System.Net.Http.Headers;
using System.Text;

namespace Telemetry.Credentials;

/// <summary>The Authorization header, read from its file and again whenever that changes. Safe for concurrent use.</summary>
/// <param name="security">Where the token or the password lies.</param>
public sealed class AuthorizationHeader(HttpSecurity security)
{
    private readonly Lock _lock = new();
    private AuthenticationHeaderValue? _header;
    private int _stamp;

    /// <summary>The header to send now; null where none is set.</summary>
    /// <exception cref="CredentialsException">The file cannot be read or is empty.</exception>
    public AuthenticationHeaderValue? Current()
    {
        if (security.Token is null && security.Username is null) return null;
        lock (_lock)
        {
            var stamp = FileStamp.Of(security.Token?.File, security.Password?.File);
            if (_header is null || stamp != _stamp) _header = Read();
            _stamp = stamp;
            return _header;
        }
    }

    /// <summary>Reads again at the next request, whatever the file's time says: the server refused what we sent.</summary>
    public void Forget()
    {
        lock (_lock) _header = null;
    }

    private AuthenticationHeaderValue Read() =>
        security.Token is { } token ? new(security.TokenScheme, LineOf(token)) : new("Basic", Basic(security.Username!, security.Password));

    private static string Basic(string username, CredentialSource? password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{(password is null ? "" : LineOf(password))}"));

    private static string LineOf(CredentialSource source)
    {
        var line = source.Read().Trim();
        if (line.Length == 0) throw new CredentialsException($"{source.Name} is empty; write the token or password into it.");
        return line.AsSpan().ContainsAny('\r', '\n')
            ? throw new CredentialsException($"{source.Name} has more than one line; it must hold the token or password alone.")
            : line;
    }
}
