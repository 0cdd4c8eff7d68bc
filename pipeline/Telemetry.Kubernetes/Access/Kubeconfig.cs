using Telemetry.Credentials;

namespace Telemetry.Kubernetes.Access;

/// <summary>Reads kubeconfig files: the server and the credentials of one context.</summary>
internal static class Kubeconfig
{
    /// <summary>Reads one context.</summary>
    /// <param name="file">The kubeconfig; paths in it are relative to its folder.</param>
    /// <param name="contextName">The context; null for the current one.</param>
    /// <exception cref="KubernetesAccessException">The file cannot be read, lacks something, or asks for what is refused.</exception>
    public static KubernetesAccess Read(string file, string? contextName)
    {
        var document = KubeconfigSection.OfFile(file);
        var name = contextName ?? document.Text("current-context")
            ?? throw new KubernetesAccessException($"{file} has no current-context; name one in kubernetes.context.");
        var context = document.Entry("contexts", name, "context");
        var cluster = document.Entry("clusters", context.Required("cluster"), "cluster");
        var user = context.Text("user") is { } userName ? document.Entry("users", userName, "user") : null;
        return new KubernetesAccess(ServerOf(cluster), SecurityOf(cluster, user), $"context {name} of {file}");
    }

    private static Uri ServerOf(KubeconfigSection cluster)
    {
        if (cluster.Has("proxy-url")) throw new KubernetesAccessException($"{cluster.Place}: proxy-url is not supported; give a server that can be reached directly.");
        var server = cluster.Required("server");
        return Uri.TryCreate(server.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new KubernetesAccessException($"{cluster.Place}: server '{server}' is no http or https address.");
    }

    private static HttpSecurity SecurityOf(KubeconfigSection cluster, KubeconfigSection? user)
    {
        var security = new HttpSecurity
        {
            Authorities = Pem(cluster, "certificate-authority"),
            ServerName = cluster.Text("tls-server-name"),
            SkipVerify = cluster.Flag("insecure-skip-tls-verify"),
        };
        return user is null ? security : WithUser(security, user);
    }

    private static HttpSecurity WithUser(HttpSecurity security, KubeconfigSection user)
    {
        Refuse(user, "exec", "runs a program for its credentials");
        Refuse(user, "auth-provider", "asks a plug-in for its credentials");
        Refuse(user, "as", "impersonates");
        var (certificate, key) = (Pem(user, "client-certificate"), Pem(user, "client-key"));
        if (certificate is null != key is null)
            throw new KubernetesAccessException($"{user.Place}: client-certificate and client-key go together; write both or neither.");
        return security with
        {
            Certificate = certificate,
            Key = key,
            Token = user.File("tokenFile") ?? user.Fixed("token", encoded: false),
            Username = user.Text("username"),
            Password = user.Fixed("password", encoded: false),
        };
    }

    private static void Refuse(KubeconfigSection user, string key, string what)
    {
        if (user.Has(key))
            throw new KubernetesAccessException($"{user.Place} {what} ({key}), which is refused: nobody sees when that fails. Write a service account's token into a file and name it in tokenFile.");
    }

    // As kubectl reads it: the data wins over the file.
    private static CredentialSource? Pem(KubeconfigSection section, string key) => section.Fixed($"{key}-data", encoded: true) ?? section.File(key);
}
