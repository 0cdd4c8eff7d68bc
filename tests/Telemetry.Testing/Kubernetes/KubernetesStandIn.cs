using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Telemetry.Testing.Certificates;
using Telemetry.Testing.Processes;

namespace Telemetry.Testing.Kubernetes;

/// <summary>
/// A strict stand-in of a Kubernetes 1.34 API server, built from what a real one was recorded to say: TLS, tokens and client
/// certificates, pages, selectors, versions, watches with bookmarks and time-outs, the node proxy, and its refusals word for word. What
/// no client of ours should do is kept in <see cref="Violations"/>.
/// </summary>
public sealed class KubernetesStandIn : IAsyncDisposable
{
    private readonly TestCertificates _certificates;
    private readonly X509Certificate2 _certificate;
    private readonly int _port = Ports.Free();
    private readonly ObjectHistory _history = new();
    private readonly ConcurrentDictionary<WatchAnswer, string> _watches = new();
    private readonly ConcurrentQueue<StandInAsk> _asks = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentDictionary<string, string> _forbidden = new(StringComparer.Ordinal);
    private WebApplication? _application;
    private CancellationTokenSource _stopping = new();

    private KubernetesStandIn(TestCertificates certificates)
    {
        _certificates = certificates;
        _certificate = certificates.Issue(["kubernetes.default.svc", "kubernetes", "127.0.0.1"]);
        Faults.BreakWatches = fault =>
        {
            foreach (var watch in _watches.Keys) watch.Break(fault);
        };
    }

    /// <summary>What can go wrong.</summary>
    public StandInFaults Faults { get; } = new();

    /// <summary>Base address.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{_port}/"));

    /// <summary>The port it listens on.</summary>
    public int Port => _port;

    /// <summary>The one token that it takes; another one from then on.</summary>
    public string Token { get; set; } = "first-token";

    /// <summary>Time between bookmarks; a real server sends one about every minute.</summary>
    public TimeSpan Bookmarks { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Answers the node proxy and <c>/metrics</c>: node (null for the API server itself) and path to a page; null for 404.</summary>
    public Func<string?, string, string?> Pages { get; set; } = (_, _) => null;

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<StandInAsk> Asks => [.. _asks];

    /// <summary>What a client did that none should.</summary>
    public IReadOnlyList<string> Violations => [.. _violations];

    /// <summary>Paths of the watches that are open now.</summary>
    public IReadOnlyList<string> OpenWatches => [.. _watches.Values];

    /// <summary>Starts one.</summary>
    public static async Task<KubernetesStandIn> StartAsync(TestCertificates certificates)
    {
        var server = new KubernetesStandIn(certificates);
        server.Put("namespaces", """{"metadata":{"name":"kube-system","uid":"7d0c1d8e-8a2f-4f0e-9d5c-2b7c3f5a9e11"},"status":{"phase":"Active"}}""");
        await server.OpenAsync();
        return server;
    }

    /// <summary>Creates or replaces an object, given as JSON.</summary>
    public void Put(string plural, string json) => Put(plural, JsonNode.Parse(json)!.AsObject());

    /// <inheritdoc cref="Put(string, string)"/>
    public void Put(string plural, JsonObject stored) => _history.Put(KindOf(plural), stored);

    /// <summary>Deletes an object.</summary>
    public void Delete(string plural, string space, string name) => _history.Delete(KindOf(plural), space, name);

    /// <summary>Forgets all versions but the newest: older continue tokens and versions are gone.</summary>
    public void Compact() => _history.Compact();

    /// <summary>Lets nobody ask for a kind.</summary>
    public void Forbid(string plural) => _forbidden[plural] = plural;

    /// <summary>Takes <see cref="Forbid"/> back.</summary>
    public void Allow(string plural) => _forbidden.TryRemove(plural, out _);

    /// <summary>Ends all connections and comes back on the same port after a while, with no memory of old versions.</summary>
    public async Task RestartAsync(Func<Task>? whileAway = null)
    {
        await CloseAsync();
        if (whileAway is not null) await whileAway();
        _history.Compact();
        await OpenAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _stopping.Dispose();
        _certificate.Dispose();
    }

    private async Task OpenAsync()
    {
        _stopping = new CancellationTokenSource();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port, listen => listen.UseHttps(_certificate, https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (client, _, _) => IsOurs(client);
        })));
        _application = builder.Build();
        _application.Run(AnswerAsync);
        await _application.StartAsync();
    }

    private async Task CloseAsync()
    {
        if (_application is not { } application) return;
        _application = null;
        await _stopping.CancelAsync();
        await application.StopAsync(_stopping.Token);
        await application.DisposeAsync();
    }

    private bool IsOurs(X509Certificate2 client)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(_certificates.AuthorityPem);
        return chain.Build(client);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var user = UserOf(context);
        var request = context.Request;
        _asks.Enqueue(new StandInAsk(
            TimeProvider.System.GetUtcNow(), request.Path + request.QueryString, user ?? "", request.Headers.UserAgent.ToString(), request.Protocol));
        if (request.Headers.UserAgent.Count == 0) Violate("no User-Agent");
        if (request.Method != HttpMethods.Get) Violate($"{request.Method} {request.Path}: the stand-in serves readers only");
        if (user is null) await RefuseAsync(context, StatusAnswer.Unauthorized);
        else if (Faults.NextRefusal() is { } refusal) await RefuseAsync(context, refusal);
        else await AnswerAsync(context, user);
    }

    private string? UserOf(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length > 0) return header == $"Bearer {Token}" ? "system:serviceaccount:telemetry:collector" : null;
        return context.Connection.ClientCertificate is { } client ? client.GetNameInfo(X509NameType.SimpleName, forIssuer: false) : "system:anonymous";
    }

    private async Task AnswerAsync(HttpContext context, string user)
    {
        var path = context.Request.Path.Value!;
        if (path == "/version") await WriteAsync(context, """{"major":"1","minor":"34","gitVersion":"v1.34.1","platform":"linux/amd64"}""");
        else if (path == "/metrics") await WritePageAsync(context, user, node: null, path);
        else if (ResourceKind.Find(path) is not { } named) await RefuseAsync(context, StatusAnswer.NotServed);
        else if (named.Subresource?.StartsWith("proxy/", StringComparison.Ordinal) == true && named.Kind.Plural == "nodes") await ProxyAsync(context, user, named);
        else if (named.Subresource is not null) await RefuseAsync(context, StatusAnswer.NotServed);
        else if (named.Name is not null) await GetAsync(context, user, named);
        else await ListAsync(context, user, named);
    }

    private async Task GetAsync(HttpContext context, string user, ResourcePath named)
    {
        var found = _history.At(_history.Version, named.Kind).FirstOrDefault(row => row.Key.Name == named.Name && (named.Namespace is null || row.Key.Namespace == named.Namespace));
        if (!MayRead(user, named.Kind.Plural)) await RefuseAsync(context, StatusAnswer.Forbidden(user, "get", named.Kind, named.Namespace));
        else if (found is null) await RefuseAsync(context, StatusAnswer.NotFound(named.Kind, named.Name!));
        else await WriteAsync(context, found.Object.ToJsonString(Json.Relaxed));
    }

    private async Task ListAsync(HttpContext context, string user, ResourcePath named)
    {
        ListRequest request;
        try
        {
            request = ListRequest.Parse(named, context.Request.Query, Violate);
        }
        catch (FormatException malformed)
        {
            await RefuseAsync(context, StatusAnswer.BadRequest(malformed.Message));
            return;
        }

        if (!MayRead(user, named.Kind.Plural)) await RefuseAsync(context, StatusAnswer.Forbidden(user, request.IsWatch ? "watch" : "list", named.Kind, named.Namespace));
        else if (request.IsWatch) await WatchAsync(context, request);
        else if (ListAnswer.Of(request, _history) is { Refusal: { } refusal }) await RefuseAsync(context, refusal);
        else await WritePageAsync(context, ListAnswer.Of(request, _history).Page!.ToJsonString(Json.Relaxed));
    }

    private async Task WatchAsync(HttpContext context, ListRequest request)
    {
        var path = context.Request.Path.Value!;
        var watch = new WatchAnswer(context, _history, request, Bookmarks);
        _watches[watch] = path + context.Request.QueryString;
        try
        {
            await watch.RunAsync(_stopping.Token);
        }
        finally
        {
            _watches.TryRemove(watch, out _);
        }
    }

    private async Task ProxyAsync(HttpContext context, string user, ResourcePath named)
    {
        if (_history.At(_history.Version, named.Kind).All(row => row.Key.Name != named.Name)) await RefuseAsync(context, StatusAnswer.NotFound(named.Kind, named.Name!));
        else if (!MayRead(user, "nodes/proxy")) await RefuseAsync(context, StatusAnswer.Forbidden(user, "get", named.Kind with { Plural = "nodes/proxy" }, space: null));
        else await WritePageAsync(context, user, named.Name, named.Subresource!["proxy".Length..]);
    }

    private async Task WritePageAsync(HttpContext context, string user, string? node, string path)
    {
        if (user == "system:anonymous") await RefuseAsync(context, new StatusAnswer(403, "Forbidden", $"forbidden: User \"{user}\" cannot get path \"{path}\""));
        else if (Pages(node, path) is { } page) await WriteAsync(context, page, "text/plain; version=0.0.4");
        else await RefuseAsync(context, StatusAnswer.NotServed);
    }

    private async Task WritePageAsync(HttpContext context, string page)
    {
        if (Faults.LosesPage()) await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!Faults.BreaksPage())
        {
            await WriteAsync(context, page);
            return;
        }
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(page[..(page.Length / 2)]);
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private bool MayRead(string user, string plural) => user != "system:anonymous" && !_forbidden.ContainsKey(plural);

    private static Task RefuseAsync(HttpContext context, StatusAnswer refusal)
    {
        context.Response.StatusCode = refusal.Code;
        if (refusal.RetryAfter is { } wait) context.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return WriteAsync(context, refusal.ToJson() + "\n");
    }

    private static Task WriteAsync(HttpContext context, string body, string type = "application/json")
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }

    private void Violate(string what) => _violations.Enqueue(what);

    private static ResourceKind KindOf(string plural) => ResourceKind.All.Single(kind => kind.Plural == plural);
}
