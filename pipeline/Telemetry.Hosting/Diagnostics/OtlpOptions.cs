using System.ComponentModel.DataAnnotations;

namespace Telemetry.Hosting.Diagnostics;

/// <summary>
/// Where own traces and metrics are sent. Without an endpoint here or in <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> nothing is sent; what is not
/// set here follows the other <c>OTEL_*</c> variables.
/// </summary>
public sealed class OtlpOptions : IValidatableObject
{
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(60);

    /// <summary>URL of an OTLP receiver, such as <c>http://collector:4317</c>.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>gRPC, or protobuf over HTTP; for the latter the endpoint is the base of <c>/v1/traces</c> and <c>/v1/metrics</c>.</summary>
    public OtlpProtocol Protocol { get; set; } = OtlpProtocol.Grpc;

    /// <summary>A file with <c>key=value</c> request headers separated by commas, for receivers that want a token.</summary>
    public string? HeadersFile { get; set; }

    /// <summary>Time between two exports of metrics.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = DefaultInterval;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HeadersFile is not null && ReasonNotToRead(HeadersFile) is { } reason) yield return new ValidationResult(reason, [nameof(HeadersFile)]);
    }

    private static string? ReasonNotToRead(string file)
    {
        try
        {
            File.OpenRead(file).Dispose();
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {failure.Message}";
        }
    }
}

/// <summary>The two transports of OTLP.</summary>
public enum OtlpProtocol
{
    Grpc,
    HttpProtobuf,
}
