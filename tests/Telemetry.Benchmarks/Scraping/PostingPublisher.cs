using System.Net.Http.Headers;
using Telemetry.Transport;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>Posts every record to a sink on loopback and waits for its answer: the work that a peer does with remote write.</summary>
internal sealed class PostingPublisher(Uri sink) : IStreamPublisher
{
    private static readonly MediaTypeHeaderValue Protobuf = new("application/x-protobuf");

    private readonly HttpClient _client = new();

    /// <inheritdoc/>
    public async ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(value);
        content.Headers.ContentType = Protobuf;
        using var answer = await _client.PostAsync(sink, content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
