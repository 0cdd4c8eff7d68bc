using System.Text.Encodings.Web;
using System.Text.Json;

namespace Telemetry.Testing.Kubernetes;

internal static class Json
{
    /// <summary>Quotes as the API server writes them, not as HTML would want them.</summary>
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
