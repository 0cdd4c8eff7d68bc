using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>The receivers of every case of one router: keeps what comes, answers as the case says.</summary>
internal sealed class CaseReceivers : IAsyncDisposable
{
    private readonly Dictionary<string, AlertCase> _cases;
    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly List<(string Case, CaseMessage Message)> _seen = [];
    private readonly WebApplication _application;

    private CaseReceivers(IReadOnlyList<AlertCase> cases, WebApplication application)
    {
        _cases = cases.ToDictionary(row => row.Id, StringComparer.Ordinal);
        _application = application;
    }

    /// <summary>The moment from which seconds count.</summary>
    public DateTimeOffset Begin { get; set; } = TimeProvider.System.GetUtcNow();

    /// <summary>Base address.</summary>
    public string Address => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<CaseReceivers> StartAsync(IReadOnlyList<AlertCase> cases)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = 10_000_000);
        var application = builder.Build();
        var receivers = new CaseReceivers(cases, application);
        application.Run(receivers.AnswerAsync);
        await application.StartAsync();
        return receivers;
    }

    /// <summary>What has come for a case.</summary>
    public CaseTrace TraceOf(string id)
    {
        lock (_lock) return new CaseTrace(Begin, [.. _seen.Where(seen => seen.Case == id).Select(seen => seen.Message).OrderBy(message => message.At)]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var at = (TimeProvider.System.GetUtcNow() - Begin).TotalSeconds;
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var parts = context.Request.Path.Value!.Split('/', 3, StringSplitOptions.RemoveEmptyEntries);
        var path = parts.Length > 1 ? parts[1] : "";
        var number = _numbers.AddOrUpdate($"{parts[0]}/{path}", 0, (_, before) => before + 1);
        var answer = _cases[parts[0]].Answers?.Invoke(new CaseRequest(path, at, number)) ?? CaseAnswer.Ok;
        lock (_lock) _seen.Add((parts[0], new CaseMessage(at, path, answer.Status, body)));
        if (answer.Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        if (answer.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = $"{seconds}";
        await Results.Text(answer.Body, statusCode: answer.Status).ExecuteAsync(context);
    }
}
