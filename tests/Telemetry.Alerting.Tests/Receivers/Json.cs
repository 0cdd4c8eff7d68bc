using System.Text.Json;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Receivers;

/// <summary>Looks into the JSON of requests.</summary>
internal static class Json
{
    /// <summary>Every text in a request, wherever it stands, as it reads unescaped.</summary>
    public static IReadOnlyList<string> Texts(StandInRequest request)
    {
        using var document = JsonDocument.Parse(request.Body);
        return [.. Texts(document.RootElement)];
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Texts(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()! + "\n"],
        _ => [],
    };
}
