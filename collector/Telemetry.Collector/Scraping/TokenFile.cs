using System.Net.Http.Headers;

namespace Telemetry.Collector.Scraping;

/// <summary>The Authorization header of a scrape config, read from its file and again whenever that changes.</summary>
internal sealed class TokenFile(AuthorizationOptions options)
{
    private readonly Lock _lock = new();
    private AuthenticationHeaderValue? _header;
    private int _stamp;

    /// <summary>The header to send now.</summary>
    /// <exception cref="CredentialsException">The file cannot be read or is empty.</exception>
    public AuthenticationHeaderValue Header()
    {
        lock (_lock)
        {
            try
            {
                var stamp = FileStamp.Of(options.CredentialsFile);
                if (_header is null || stamp != _stamp) _header = Read();
                _stamp = stamp;
                return _header;
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                throw new CredentialsException($"{options.CredentialsFile} cannot be read: {unreadable.Message} Check authorization.credentials_file and the file's rights.", unreadable);
            }
        }
    }

    private AuthenticationHeaderValue Read()
    {
        var token = File.ReadAllText(options.CredentialsFile).Trim();
        if (token.Length == 0) throw new CredentialsException($"{options.CredentialsFile} is empty; write the token into it.");
        return token.AsSpan().ContainsAny('\r', '\n')
            ? throw new CredentialsException($"{options.CredentialsFile} has more than one line; it must hold the token alone.")
            : new AuthenticationHeaderValue(options.Type, token);
    }
}
