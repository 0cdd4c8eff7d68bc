using Telemetry.Alerting.Receivers.Http;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>What every section of an Alertmanager file shares: the global section and the folder that paths begin at.</summary>
internal sealed class SectionContext(AlertmanagerFile file)
{
    private readonly string _folder = Path.GetDirectoryName(file.Location?.FullName) ?? "";

    /// <summary>The global section.</summary>
    public GlobalSection Global => file.Global;

    /// <summary>A path of the file, from the file's own folder on.</summary>
    public string? Resolve(string? path) => string.IsNullOrEmpty(path) ? path : Path.Combine(_folder, path);

    /// <summary>A section's own secret, written or in a file, else the global one; its path from the file's own folder on.</summary>
    public (string? Written, string? File) Secret((string? Written, string? File) own, (string? Written, string? File) global)
    {
        var (written, file) = own is (null, null) ? global : own;
        return (written, Resolve(file));
    }

    /// <summary>How a receiver is reached: as its section says, else as the global one does.</summary>
    public HttpConfigOptions Http(HttpSection? own)
    {
        var section = own ?? Global.HttpConfig;
        return section is null ? new HttpConfigOptions() : new HttpConfigOptions
        {
            BasicAuth = section.BasicAuth is { } basic
                ? new BasicAuthOptions { Username = basic.Username, Password = basic.Password, PasswordFile = Resolve(basic.PasswordFile) }
                : null,
            Authorization = Authorization(section),
            TlsConfig = section.TlsConfig is { } tls ? Tls(tls) : null,
            ProxyUrl = section.ProxyUrl,
        };
    }

    /// <summary>TLS of a section.</summary>
    public TlsConfigOptions Tls(TlsSection section) => new()
    {
        CaFile = Resolve(section.CaFile),
        CertFile = Resolve(section.CertFile),
        KeyFile = Resolve(section.KeyFile),
        ServerName = section.ServerName,
    };

    private AuthorizationOptions? Authorization(HttpSection section)
    {
        if (section.Authorization is { } written)
            return new AuthorizationOptions { Type = written.Type ?? "Bearer", Credentials = written.Credentials, CredentialsFile = Resolve(written.CredentialsFile) };
        return section.BearerToken is null && section.BearerTokenFile is null
            ? null
            : new AuthorizationOptions { Credentials = section.BearerToken, CredentialsFile = Resolve(section.BearerTokenFile) };
    }
}
