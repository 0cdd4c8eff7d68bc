using System.Text.Json;

namespace Telemetry.Series.Tests.Api;

/// <summary>Compares two answers by their shape: same keys, same kinds of values. Lists are compared by their first elements.</summary>
internal static class JsonShape
{
    // Objects whose keys are data: label sets, and metadata by metric.
    private static readonly HashSet<string> Maps = new(StringComparer.Ordinal) { "metric", "labels", "annotations", "$metadata.data", "$series.data[]" };

    /// <summary>Differences, one line each; none when the shapes agree.</summary>
    public static IEnumerable<string> Differences(JsonElement expected, JsonElement actual, string path)
    {
        if (Kind(expected) != Kind(actual)) return [$"{path}: expected {expected.ValueKind}, was {actual.ValueKind}"];
        return expected.ValueKind switch
        {
            JsonValueKind.Object => Objects(expected, actual, path),
            JsonValueKind.Array => Arrays(expected, actual, path),
            _ => [],
        };
    }

    private static IEnumerable<string> Objects(JsonElement expected, JsonElement actual, string path)
    {
        if (Maps.Contains(path) || Maps.Contains(path[(path.LastIndexOf('.') + 1)..]))
        {
            return expected.EnumerateObject().Take(1).SelectMany(first => actual.EnumerateObject()
                .SelectMany(entry => Differences(first.Value, entry.Value, $"{path}.*")));
        }

        var wanted = expected.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
        var given = actual.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
        return wanted.Keys.Except(given.Keys).Select(key => $"{path}.{key}: missing")
            .Concat(given.Keys.Except(wanted.Keys).Select(key => $"{path}.{key}: not in Prometheus's answer"))
            .Concat(wanted.Keys.Intersect(given.Keys).SelectMany(key => Differences(wanted[key], given[key], $"{path}.{key}")));
    }

    private static IEnumerable<string> Arrays(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.GetArrayLength() == 0 || actual.GetArrayLength() == 0) return [];
        // A point is a pair; every other list has elements of one kind.
        return expected[0].ValueKind == JsonValueKind.Number
            ? expected.EnumerateArray().Zip(actual.EnumerateArray()).SelectMany(pair => Differences(pair.First, pair.Second, $"{path}[]"))
            : Differences(expected[0], actual[0], $"{path}[]");
    }

    private static JsonValueKind Kind(JsonElement element) =>
        element.ValueKind == JsonValueKind.False ? JsonValueKind.True : element.ValueKind;
}
