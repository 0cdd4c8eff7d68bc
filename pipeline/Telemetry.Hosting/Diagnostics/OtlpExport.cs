using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Telemetry.Hosting.Running;

namespace Telemetry.Hosting.Diagnostics;

/// <summary>Sends own traces and metrics to an OTLP receiver while the host runs; a stop flushes what is left.</summary>
internal sealed partial class OtlpExport(OtlpOptions options, HostIdentity identity, ILogger<OtlpExport> logger) : IHostedService
{
    private const string Own = "Telemetry.*";
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var endpoint = options.Endpoint?.ToString() ?? Environment.GetEnvironmentVariable(EndpointVariable);
        if (string.IsNullOrEmpty(endpoint)) return;
        var headers = options.HeadersFile is { } file ? (await File.ReadAllTextAsync(file, cancellationToken)).Trim() : null;
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(Describe)
            .AddSource(Own)
            .AddOtlpExporter(exporter => Configure(exporter, "v1/traces", headers))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(Describe)
            .AddMeter(Own)
            .AddMeter("System.Runtime")
            .AddOtlpExporter((exporter, reader) =>
            {
                Configure(exporter, "v1/metrics", headers);
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Interval.TotalMilliseconds;
            })
            .Build();
        Log.Exporting(logger, endpoint);
    }

    /// <summary>Disposing the providers exports what they hold, each within its own limit of five seconds; a second stop finds none.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _traces, null)?.Dispose();
        Interlocked.Exchange(ref _metrics, null)?.Dispose();
        return Task.CompletedTask;
    }

    private void Describe(ResourceBuilder resource) =>
        resource.AddService($"telemetry-{identity.Role}", serviceNamespace: "telemetry", identity.Version, serviceInstanceId: identity.Instance);

    private void Configure(OtlpExporterOptions exporter, string path, string? headers)
    {
        if (headers is not null) exporter.Headers = headers;
        // Without an endpoint of ours, the exporter's own variables decide on protocol and path as well.
        if (options.Endpoint is null) return;
        exporter.Protocol = options.Protocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = options.Protocol == OtlpProtocol.Grpc
            ? options.Endpoint
            : new Uri(options.Endpoint.AbsoluteUri.TrimEnd('/') + "/" + path);
    }

    private static partial class Log
    {
        [LoggerMessage(120, LogLevel.Information, "Own traces and metrics go to {Endpoint}")]
        public static partial void Exporting(ILogger logger, string endpoint);
    }
}
