using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using Telemetry.Credentials;
using Telemetry.Kubernetes.Access;

namespace Telemetry.Kubernetes.Client;

/// <summary>
/// Asks an API server. Tokens and certificates are read again when their files change, and once more after a 401. Safe for concurrent use.
/// </summary>
public sealed class KubernetesClient : IDisposable
{
    /// <summary>Most of a refused answer's body that is read.</summary>
    private const int MaxRefusalBytes = 64 * 1024;

    /// <summary>Most of an object or a page that is kept in memory at once.</summary>
    internal const int MaxBodyBytes = 64 * 1024 * 1024;

    private static readonly ProductInfoHeaderValue Agent = new("telemetry", typeof(KubernetesClient).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version);

    private readonly KubernetesMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly AuthorizationHeader _authorization;
    private readonly Lock _lock = new();
    private HttpClient? _http;
    private HttpClient? _replaced;
    private int _stamp;

    public KubernetesClient(KubernetesAccess access, KubernetesMetrics metrics, TimeProvider time)
    {
        Access = access;
        _metrics = metrics;
        _time = time;
        _authorization = new AuthorizationHeader(access.Security);
    }

    /// <summary>Where the API server is, and how we are let in.</summary>
    public KubernetesAccess Access { get; }

    /// <summary>Reads one object.</summary>
    /// <param name="path">Its path, such as <c>/api/v1/namespaces/kube-system</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="KubernetesApiException">The API server refuses.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    /// <exception cref="CredentialsException">A credential on our side cannot be read.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(path, cancellationToken);
        using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
        return document.RootElement.Clone();
    }

    /// <summary>Asks, and gives the answer with its body still to be read.</summary>
    /// <inheritdoc cref="GetAsync"/>
    internal async Task<HttpResponseMessage> SendAsync(string path, CancellationToken cancellationToken)
    {
        var response = await SendOnceAsync(path, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            response.Dispose();
            _authorization.Forget();
            response = await SendOnceAsync(path, cancellationToken);
        }
        if (response.IsSuccessStatusCode) return response;
        using (response) throw new KubernetesApiException(await RefusalAsync(response, cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http?.Dispose();
        _replaced?.Dispose();
    }

    private async Task<HttpResponseMessage> SendOnceAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var request = RequestFor(path);
            var response = await Http().SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            _metrics.Asked((int)response.StatusCode);
            return response;
        }
        catch (HttpRequestException)
        {
            _metrics.Asked(KubernetesMetrics.NoAnswer);
            throw;
        }
    }

    private HttpRequestMessage RequestFor(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Access.Server, path.TrimStart('/')))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Authorization = _authorization.Current();
        // The platform takes the name to verify from the Host header.
        if (Access.Security.ServerName is { } name) request.Headers.Host = $"{name}:{Access.Server.Port}";
        return request;
    }

    private async Task<ApiStatus> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxRefusalBytes];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        var text = System.Text.Encoding.UTF8.GetString(buffer.AsSpan(0, length));
        return ApiStatus.Of((int)response.StatusCode, text, response.Headers.RetryAfter, _time.GetUtcNow());
    }

    private HttpClient Http()
    {
        lock (_lock)
        {
            var stamp = TlsSettings.Stamp(Access.Security);
            if (_http is not null && stamp == _stamp) return _http;
            var opened = Open();
            // Watches under way end with the client after next, and are taken up again by then.
            _replaced?.Dispose();
            (_replaced, _http, _stamp) = (_http, opened, stamp);
            return opened;
        }
    }

    private HttpClient Open()
    {
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.GZip,
            EnableMultipleHttp2Connections = true,
            // A connection that died without a word is noticed while a watch is silent.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            SslOptions = TlsSettings.Read(Access.Security, new ServerCertificateCheck(Access.Security.SkipVerify)),
        };
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
