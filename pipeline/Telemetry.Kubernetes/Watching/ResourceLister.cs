using System.Buffers;
using System.Text.Json;
using Telemetry.Kubernetes.Client;

namespace Telemetry.Kubernetes.Watching;

/// <summary>Reads a whole list, page by page; at any moment one page is in memory, and one of its objects as a document.</summary>
internal sealed class ResourceLister(KubernetesClient client, KubernetesMetrics metrics, TimeProvider time)
{
    /// <summary>Longest wait for a whole page; an API server answers within a minute or not at all.</summary>
    private static readonly TimeSpan PageDeadline = TimeSpan.FromSeconds(75);

    private const int FirstBytes = 256 * 1024;

    /// <summary>Reads the list and hands on every object; the version from which a watch has to go on.</summary>
    /// <exception cref="KubernetesApiException">The API server refuses a page for good.</exception>
    /// <exception cref="IOException">A page broke off, or is over the bound.</exception>
    public async Task<string> ListAsync(ResourceQuery query, Func<JsonElement, ValueTask> take, CancellationToken cancellationToken)
    {
        string? version = null;
        string? token = null;
        do
        {
            var page = await PageAsync(query, token, take, cancellationToken);
            // Pages behind an expired token are of a later version. What changed between is told again by a watch from the first one's.
            version ??= page.ResourceVersion;
            token = page.Continue;
        }
        while (token is not null);
        return version ?? throw new InvalidDataException($"The list {query.Path} has no resourceVersion.");
    }

    private async Task<ListPage> PageAsync(ResourceQuery query, string? token, Func<JsonElement, ValueTask> take, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(PageDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var response = await AskAsync(query, token, either.Token);
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            var length = 0;
            while (await body.ReadAsync(buffer.AsMemory(length), either.Token) is > 0 and var read)
            {
                length += read;
                if (length == buffer.Length) buffer = Grow(buffer, query);
            }
            return await HandOnAsync(buffer.AsMemory(0, length), take);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // The API server answers an expired token with one that fetches the remainder: as it says, at another version.
    private async Task<HttpResponseMessage> AskAsync(ResourceQuery query, string? token, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(query.List(token), cancellationToken);
        }
        catch (KubernetesApiException expired) when (token is not null && expired.IsExpired && expired.Status.Continue is not null)
        {
            return await client.SendAsync(query.List(expired.Status.Continue), cancellationToken);
        }
    }

    private async Task<ListPage> HandOnAsync(ReadOnlyMemory<byte> json, Func<JsonElement, ValueTask> take)
    {
        var page = ListPage.Parse(json.Span);
        foreach (var item in page.Items)
        {
            if (TryParse(json.Span[item]) is { } document) await take(document);
        }
        return page;
    }

    private JsonElement? TryParse(ReadOnlySpan<byte> item)
    {
        try
        {
            return ObjectDocument.Parse(item);
        }
        catch (JsonException)
        {
            metrics.Unreadable("malformed");
            return null;
        }
    }

    private static byte[] Grow(byte[] buffer, ResourceQuery query)
    {
        if (buffer.Length >= KubernetesClient.MaxBodyBytes) throw new IOException($"A page of {query.Path} is over {KubernetesClient.MaxBodyBytes} bytes.");
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
