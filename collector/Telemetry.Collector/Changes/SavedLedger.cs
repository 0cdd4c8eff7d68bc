using System.Text.Json.Serialization;

namespace Telemetry.Collector.Changes;

/// <summary>What is kept of one kind's objects over a restart: see <c>docs/formats/state.md</c>.</summary>
/// <param name="IsComplete">Whether a list of them was ever complete.</param>
/// <param name="Objects">The objects.</param>
internal sealed record SavedLedger(bool IsComplete, IReadOnlyList<SavedObject> Objects);

/// <summary>One object, or one process.</summary>
internal sealed record SavedObject(string Namespace, string Name, string Uid, string[] Values);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SavedLedger))]
internal sealed partial class LedgerJson : JsonSerializerContext;
