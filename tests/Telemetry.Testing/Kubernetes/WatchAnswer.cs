using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Testing.Kubernetes;

/// <summary>One open watch.</summary>
internal sealed class WatchAnswer(HttpContext context, ObjectHistory history, ListRequest request, TimeSpan bookmarks)
{
    private readonly Channel<WatchFault> _faults = Channel.CreateUnbounded<WatchFault>();

    /// <summary>Lets it go wrong.</summary>
    public void Break(WatchFault fault) => _faults.Writer.TryWrite(fault);

    /// <summary>Tells events until the time is over, the client leaves or a fault ends it.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var lifetime = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        if (request.Timeout is { } timeout) lifetime.CancelAfter(timeout);
        context.Response.ContentType = "application/json";
        await context.Response.StartAsync(stopping);
        try
        {
            await TellAsync(lifetime.Token);
        }
        catch (OperationCanceledException)
        {
            // Closed at its time, by the client, or with the server.
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var version = await BeginAsync(cancellationToken);
        if (version is not { } told) return;
        var isBookmarked = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // What was let go wrong before a change comes before it: the newest version is read first.
            var changed = history.Changed;
            var newest = history.Version;
            while (_faults.Reader.TryRead(out var fault))
            {
                if (await EndsAsync(fault, told, cancellationToken)) return;
            }
            foreach (var (now, before) in history.Between(told, newest, request.Kind)) await TellAsync(now, before, cancellationToken);
            told = newest;
            if (request.WantsBookmarks && TimeProvider.System.GetElapsedTime(isBookmarked) >= bookmarks)
            {
                await WriteAsync("BOOKMARK", new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = Text(told) } }, cancellationToken);
                isBookmarked = TimeProvider.System.GetTimestamp();
            }
            await Task.WhenAny(changed, _faults.Reader.WaitToReadAsync(cancellationToken).AsTask(), Task.Delay(bookmarks, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<long?> BeginAsync(CancellationToken cancellationToken)
    {
        if (request.Version is { } version and > 0)
        {
            if (version >= history.Compacted) return version;
            await WriteErrorAsync(StatusAnswer.WatchTooOld(version, history.Compacted), cancellationToken);
            return null;
        }

        var newest = history.Version;
        foreach (var row in history.At(newest, request.Kind).Where(request.Selects)) await WriteAsync("ADDED", row.Object, cancellationToken);
        return newest;
    }

    // An object that begins or ceases to be selected comes or goes, whatever really happened to it.
    private Task TellAsync(StoredVersion now, StoredVersion? before, CancellationToken cancellationToken)
    {
        var was = before is { IsDeleted: false } && request.Selects(before);
        var isNow = !now.IsDeleted && request.Selects(now);
        return (was, isNow) switch
        {
            (false, false) => Task.CompletedTask,
            (false, true) => WriteAsync("ADDED", now.Object, cancellationToken),
            (true, true) => WriteAsync("MODIFIED", now.Object, cancellationToken),
            (true, false) => WriteAsync("DELETED", now.Object, cancellationToken),
        };
    }

    private async Task<bool> EndsAsync(WatchFault fault, long version, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case WatchFault.Expire:
                history.Compact();
                await WriteErrorAsync(StatusAnswer.WatchTooOld(version, history.Compacted), cancellationToken);
                return true;
            case WatchFault.Cut:
                await WriteLineAsync("""{"type":"MODIFIED","object":{"metadata":{"name":"ha""", cancellationToken);
                context.Abort();
                return true;
            case WatchFault.Close:
                return true;
            default:
                await WriteLineAsync("{\"type\":\"MODIFIED\",\"object\":{]\n", cancellationToken);
                return false;
        }
    }

    private Task WriteAsync(string type, JsonObject stored, CancellationToken cancellationToken)
    {
        var told = new JsonObject { ["kind"] = request.Kind.Kind, ["apiVersion"] = request.Kind.ApiVersion };
        foreach (var (name, value) in stored) told[name] = value?.DeepClone();
        return WriteLineAsync(new JsonObject { ["type"] = type, ["object"] = told }.ToJsonString(Json.Relaxed) + "\n", cancellationToken);
    }

    private Task WriteErrorAsync(StatusAnswer status, CancellationToken cancellationToken) =>
        WriteLineAsync($$"""{"type":"ERROR","object":{{status.ToJson()}}}""" + "\n", cancellationToken);

    private async Task WriteLineAsync(string text, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}
