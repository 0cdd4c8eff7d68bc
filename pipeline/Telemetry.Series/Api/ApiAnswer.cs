using System.Text.Json;

namespace Telemetry.Series.Api;

/// <summary>Writes the <c>data</c> of an answer. Flushes between parts, so that a large answer is never held as a whole.</summary>
internal delegate ValueTask ApiAnswer(Utf8JsonWriter json, CancellationToken cancellationToken);
