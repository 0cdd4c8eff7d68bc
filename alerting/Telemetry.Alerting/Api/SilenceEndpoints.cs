using System.Text.Json;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Api;

/// <summary><c>/api/v2/silences</c> and <c>/api/v2/silence/{id}</c>.</summary>
internal sealed class SilenceEndpoints(AlertBoard board, SilenceDesk desk, TimeProvider time)
{
    /// <summary>All silences: what holds now, then what will hold, then what is over.</summary>
    public Task<ApiAnswer> ListAsync(ApiCall call)
    {
        var now = time.GetUtcNow();
        var matchers = AlertFilter.ReadMatchers(call.Query);
        var silences = board.Silences.Where(silence => matchers.All(matcher => Names(silence, matcher))).ToLookup(silence => SilenceJson.StateOf(silence, now));
        var ordered = silences[SilenceJson.Active].OrderBy(silence => silence.EndsAt)
            .Concat(silences[SilenceJson.Pending].OrderBy(silence => silence.StartsAt))
            .Concat(silences[SilenceJson.Expired].OrderByDescending(silence => silence.EndsAt));
        return Task.FromResult(ApiAnswer.Json(json =>
        {
            json.WriteStartArray();
            foreach (var silence in ordered) SilenceJson.Write(json, silence, now);
            json.WriteEndArray();
        }));
    }

    /// <summary>One silence.</summary>
    public Task<ApiAnswer> GetAsync(ApiCall call)
    {
        CheckId(call.Id);
        var silence = board.FindSilence(call.Id);
        return Task.FromResult(silence is null ? ApiAnswer.NotFound : ApiAnswer.Json(json => SilenceJson.Write(json, silence, time.GetUtcNow())));
    }

    /// <summary>Makes or edits one.</summary>
    public async Task<ApiAnswer> PostAsync(ApiCall call)
    {
        var draft = SilenceDraft.Read(call.Body.Span);
        if (draft.RefusalAt(time.GetUtcNow()) is { } refusal) return ApiAnswer.Refused(400, refusal);
        return await desk.PutAsync(draft, call.User.Length > 0 ? call.User : draft.CreatedBy, call.Aborted) is { } id
            ? ApiAnswer.Json(json => WriteId(json, id))
            : ApiAnswer.Refused(404, "silence not found");
    }

    /// <summary>Expires one. Of an id that is not known Alertmanager 0.25 says 500, and so do we.</summary>
    public async Task<ApiAnswer> DeleteAsync(ApiCall call)
    {
        CheckId(call.Id);
        return await desk.ExpireAsync(call.Id, call.User, call.Aborted) ? ApiAnswer.Done : ApiAnswer.Refused(500, "silence not found");
    }

    private static void WriteId(Utf8JsonWriter json, string id)
    {
        json.WriteStartObject();
        json.WriteString("silenceID", id);
        json.WriteEndObject();
    }

    private static void CheckId(string id)
    {
        if (!Guid.TryParseExact(id, "D", out _)) throw ApiFault.NotOfFormat("silenceID", "path", "uuid", id);
    }

    private static bool Names(Silence silence, LabelMatcher matcher) => silence.Matchers.Any(own =>
        own.Name == matcher.Label && own.Value == matcher.Value && own.IsRegex == matcher.IsPattern
        && own.IsEqual == (matcher.Operator is MatchOperator.Equal or MatchOperator.Matches));
}
