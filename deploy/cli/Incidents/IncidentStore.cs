using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;

namespace Telemetry.Cli.Incidents;

/// <summary>The incidents that a folder keeps: of a replay, or the storage of a process that does not run.</summary>
internal sealed class IncidentStore : IAsyncDisposable
{
    private const string SnapshotName = "replay.db";
    private const string StorageName = "telemetry.db";

    private readonly ServiceProvider _services;
    private readonly EmbeddedTransport _transport;
    private readonly string? _snapshot;

    private IncidentStore(ServiceProvider services, EmbeddedTransport transport, string? snapshot)
    {
        _services = services;
        _transport = transport;
        _snapshot = snapshot;
    }

    /// <summary>Opens a folder, or its file.</summary>
    /// <exception cref="TransportException">There is nothing of ours, or it cannot be used; the message names the cure.</exception>
    public static async Task<IncidentStore> OpenAsync(string path)
    {
        var folder = File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;
        var snapshot = Path.Combine(folder, SnapshotName);
        var isSnapshot = File.Exists(snapshot) && Path.GetFileName(path) != StorageName;
        if (!isSnapshot && !File.Exists(Path.Combine(folder, StorageName)))
            throw new TransportException($"{path} holds neither {SnapshotName} nor {StorageName}: name the folder of --state, or of storage.path.", isTransient: false);
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var transport = isSnapshot
            ? await EmbeddedTransport.OpenSnapshotAsync(snapshot, new(), TimeProvider.System, meters, NullLoggerFactory.Instance)
            : await EmbeddedTransport.OpenAsync(new() { Path = folder }, new(), TimeProvider.System, meters, NullLoggerFactory.Instance);
        return new IncidentStore(services, transport, isSnapshot ? snapshot : null);
    }

    /// <summary>Every record that is kept, in order; what cannot be read is left out.</summary>
    public async Task<IReadOnlyList<IncidentRecord>> ReadIncidentsAsync()
    {
        var records = new List<IncidentRecord>();
        await _transport.ReadHeldAsync(
            Streams.Incidents, record => { if (IncidentCodec.Decode(record.Value.Span, out _) is { } incident) records.Add(incident); }, CancellationToken.None);
        return records;
    }

    /// <summary>What was said last of an incident; null where nothing was.</summary>
    public async Task<FeedbackRecord?> ReadFeedbackAsync(string incident)
    {
        FeedbackRecord? last = null;
        await _transport.ReadHeldAsync(
            Streams.Feedback,
            record =>
            {
                if (FeedbackCodec.Decode(record.Value.Span, out _) is { } said && said.IncidentId == incident && !(said.At < last?.At)) last = said;
            },
            CancellationToken.None);
        return last;
    }

    /// <summary>Keeps what is said of an incident.</summary>
    public async Task AppendAsync(FeedbackRecord feedback)
    {
        var value = FeedbackCodec.Encode(new ProtoWriter(), feedback);
        await _transport.PublishAsync(Streams.Feedback, Encoding.UTF8.GetBytes(feedback.Cluster), value, CancellationToken.None);
        if (_snapshot is not null) await _transport.SaveSnapshotAsync(_snapshot, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _transport.DisposeAsync();
        await _services.DisposeAsync();
    }
}
