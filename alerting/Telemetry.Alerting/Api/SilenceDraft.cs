using System.Globalization;
using System.Text.Json;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Patterns;

namespace Telemetry.Alerting.Api;

/// <summary>The body of <c>POST /api/v2/silences</c>, with everything in it that the API's schema asks for.</summary>
/// <param name="Id">The silence that it is another version of; empty for a new one.</param>
/// <param name="Matchers">At least one.</param>
/// <param name="StartsAt">From when on.</param>
/// <param name="EndsAt">Until when.</param>
/// <param name="CreatedBy">Who makes it.</param>
/// <param name="Comment">Why.</param>
internal sealed record SilenceDraft(
    string Id, IReadOnlyList<SilenceMatcher> Matchers, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string CreatedBy, string Comment)
{
    private const string What = "silence";

    /// <summary>Reads a body.</summary>
    /// <exception cref="ApiFault">It is none.</exception>
    public static SilenceDraft Read(ReadOnlySpan<byte> bytes)
    {
        using var json = JsonBody.Read(bytes, What);
        if (json.RootElement.ValueKind == JsonValueKind.Null) throw ApiFault.Missing("comment");
        if (json.RootElement.ValueKind != JsonValueKind.Object) throw JsonBody.Mismatch(json.RootElement, null, "models.PostableSilence", What);
        var root = json.RootElement;
        var (starts, ends) = (TimeOf(root, "startsAt"), TimeOf(root, "endsAt"));
        var comment = TextOf(root, "comment") ?? throw ApiFault.Missing("comment");
        var createdBy = TextOf(root, "createdBy") ?? throw ApiFault.Missing("createdBy");
        if (ends is null) throw ApiFault.Missing("endsAt");
        var matchers = ReadMatchers(root);
        if (starts is null) throw ApiFault.Missing("startsAt");
        return new(TextOf(root, "id") ?? "", matchers, starts.Value, ends.Value, createdBy, comment);
    }

    /// <summary>What is wrong with it at the time of receipt, in Alertmanager's words; null where nothing is.</summary>
    public string? RefusalAt(DateTimeOffset now)
    {
        if (StartsAt >= EndsAt) return "Failed to create silence: start time must be before end time";
        if (EndsAt < now) return "Failed to create silence: end time can't be in the past";
        var matchesEmpty = true;
        for (var i = 0; i < Matchers.Count; i++)
        {
            if (FaultOf(Matchers[i], ref matchesEmpty) is { } fault) return string.Create(CultureInfo.InvariantCulture, $"silence invalid: invalid label matcher {i}: {fault}");
        }

        return matchesEmpty ? "silence invalid: at least one matcher must not match the empty string" : null;
    }

    private static string? FaultOf(SilenceMatcher matcher, ref bool matchesEmpty)
    {
        if (!LabelName.IsValid(matcher.Name)) return $"invalid label name {GoText.Quote(matcher.Name)}";
        try
        {
            // Alertmanager looks at no negative matcher here: one alone is enough for a silence.
            var matchesNothing = new LabelMatcher(matcher.Name, matcher.IsRegex ? MatchOperator.Matches : MatchOperator.Equal, matcher.Value).IsMatch("");
            matchesEmpty &= matcher.IsEqual && matchesNothing;
            return null;
        }
        catch (PatternException unusable)
        {
            return $"invalid regular expression {GoText.Quote(matcher.Value)}: {unusable.Message}";
        }
    }

    private static List<SilenceMatcher> ReadMatchers(JsonElement root)
    {
        if (JsonBody.Field(root, "matchers") is not { } list) throw ApiFault.Missing("matchers");
        if (list.ValueKind != JsonValueKind.Array) throw JsonBody.Mismatch(list, ".matchers", "models.Matchers", What);
        var matchers = list.EnumerateArray().Select(ReadMatcher).ToList();
        return matchers.Count > 0 ? matchers : throw new ApiFault(ApiAnswer.Unreadable(422, "matchers in body should have at least 1 items", code: 612));
    }

    private static SilenceMatcher ReadMatcher(JsonElement json, int index)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"matchers.{index}");
        // Alertmanager 0.25 breaks the connection on a null here.
        if (json.ValueKind != JsonValueKind.Object) throw JsonBody.Mismatch(json, ".matchers", "models.Matcher", What);
        var isEqual = FlagOf(json, "isEqual");
        var isRegex = FlagOf(json, "isRegex") ?? throw ApiFault.Missing($"{place}.isRegex");
        var name = TextOf(json, "name") ?? throw ApiFault.Missing($"{place}.name");
        var value = TextOf(json, "value") ?? throw ApiFault.Missing($"{place}.value");
        return new(name, value, isRegex, isEqual ?? true);
    }

    private static string? TextOf(JsonElement json, string name) => JsonBody.Field(json, name) is { } value ? JsonBody.Text(value, $".{name}", What) : null;

    private static bool? FlagOf(JsonElement json, string name) => JsonBody.Field(json, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw JsonBody.Mismatch(other, $"Matcher.{name}", "bool", What),
    };

    private static DateTimeOffset? TimeOf(JsonElement json, string name)
    {
        if (TextOf(json, name) is not { } text) return null;
        return ApiTime.TryParse(text, out var time) ? time : throw ApiFault.Malformed(What, $"parsing time {GoText.Quote(text)}: it is not as RFC 3339 writes it");
    }
}
