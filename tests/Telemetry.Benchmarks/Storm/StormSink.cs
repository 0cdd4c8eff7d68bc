using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Telemetry.Testing.Receivers;

namespace Telemetry.Benchmarks.Storm;

/// <summary>A webhook receiver that notes when each group's first message came in.</summary>
internal sealed class StormSink : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, long> _arrivals = new(StringComparer.Ordinal);
    private StandInServer _server = null!;

    private StormSink()
    {
    }

    /// <summary>Address for a webhook.</summary>
    public Uri Url => new(_server.Address, "/hook");

    /// <summary>Starts on a free port.</summary>
    public static async Task<StormSink> StartAsync()
    {
        var sink = new StormSink();
        sink._server = await StandInServer.StartAsync(sink.Take);
        return sink;
    }

    /// <summary>How many groups of a storm have come.</summary>
    public int Count(string storm) => _arrivals.Keys.Count(name => name.StartsWith(storm, StringComparison.Ordinal));

    /// <summary>When a group's first message began to come, in ticks of <see cref="Stopwatch"/>; null while it has not.</summary>
    public long? ArrivalOf(string group) => _arrivals.TryGetValue(group, out var at) ? at : null;

    /// <summary>When the last group of a storm came.</summary>
    public long LastOf(string storm) => _arrivals.Where(arrival => arrival.Key.StartsWith(storm, StringComparison.Ordinal)).Max(arrival => arrival.Value);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private IResult Take(StandInRequest request)
    {
        var now = Stopwatch.GetTimestamp();
        using var message = JsonDocument.Parse(request.Body);
        if (message.RootElement.GetProperty("groupLabels").TryGetProperty("alertname", out var name)) _arrivals.TryAdd(name.GetString()!, now);
        return Results.Ok();
    }
}
