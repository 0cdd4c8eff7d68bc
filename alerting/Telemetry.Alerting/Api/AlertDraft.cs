using System.Globalization;
using System.Text.Json;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Api;

/// <summary>One alert of a post as it is written, types checked.</summary>
/// <param name="Labels">Labels; null where there are none.</param>
/// <param name="Annotations">Annotations.</param>
/// <param name="StartsAt">Begin; null where it is absent or Go's zero time.</param>
/// <param name="EndsAt">End; null where it is absent or Go's zero time.</param>
/// <param name="GeneratorUrl">Link to the cause; empty for none.</param>
internal sealed record AlertDraft(
    IReadOnlyList<KeyValuePair<string, string>>? Labels, IReadOnlyList<KeyValuePair<string, string>> Annotations, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt,
    string GeneratorUrl)
{
    private const string What = "alerts";

    /// <summary>Reads one.</summary>
    /// <exception cref="ApiFault">A value is of another type.</exception>
    public static AlertDraft Read(JsonElement json)
    {
        // Alertmanager 0.25 breaks the connection on a null here.
        if (json.ValueKind != JsonValueKind.Object) throw JsonBody.Mismatch(json, null, "models.PostableAlert", What);
        return new(
            ReadMap(JsonBody.Field(json, "labels"), "Alert.labels"),
            ReadMap(JsonBody.Field(json, "annotations"), ".annotations") ?? [],
            ReadTime(JsonBody.Field(json, "startsAt"), ".startsAt"),
            ReadTime(JsonBody.Field(json, "endsAt"), ".endsAt"),
            JsonBody.Field(json, "generatorURL") is { } url ? JsonBody.Text(url, "Alert.generatorURL", What) : "");
    }

    /// <summary>Checks what the API's schema asks for.</summary>
    /// <param name="index">Its place in the post, for the fault.</param>
    /// <exception cref="ApiFault">Something is missing, or of another format.</exception>
    public void Check(int index)
    {
        var place = index.ToString(CultureInfo.InvariantCulture);
        if (GeneratorUrl.Length > 0 && !RequestUri.IsValid(GeneratorUrl)) throw ApiFault.NotOfFormat($"{place}.generatorURL", "body", "uri", GeneratorUrl);
        if (Labels is null) throw ApiFault.Missing($"{place}.labels");
    }

    /// <summary>The alert with everything filled in that was not said; empty labels are as good as none.</summary>
    public PostedAlert Complete(DateTimeOffset now, TimeSpan resolveTimeout) => new()
    {
        Labels = LabelSet.Of((Labels ?? []).Where(label => label.Value.Length > 0)),
        Annotations = LabelSet.Of(Annotations),
        StartsAt = StartsAt ?? EndsAt ?? now,
        EndsAt = EndsAt ?? now + resolveTimeout,
        IsTimeout = EndsAt is null,
        GeneratorUrl = GeneratorUrl,
        UpdatedAt = now,
    };

    private static List<KeyValuePair<string, string>>? ReadMap(JsonElement? json, string field)
    {
        if (json is not { } map) return null;
        if (map.ValueKind != JsonValueKind.Object) throw JsonBody.Mismatch(map, field, "models.LabelSet", What);
        return map.EnumerateObject()
            .Select(pair => KeyValuePair.Create(pair.Name, pair.Value.ValueKind == JsonValueKind.Null ? "" : JsonBody.Text(pair.Value, field, What)))
            .ToList();
    }

    private static DateTimeOffset? ReadTime(JsonElement? json, string field)
    {
        if (json is not { } value) return null;
        var text = JsonBody.Text(value, field, What);
        if (!ApiTime.TryParse(text, out var time)) throw ApiFault.Malformed(What, $"parsing time {GoText.Quote(text)}: it is not as RFC 3339 writes it");
        return time == DateTimeOffset.MinValue ? null : time;
    }
}
