using Telemetry.Alerting.Board;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Api;

/// <summary>
/// Makes, edits and expires silences, by Alertmanager's rules: an edit that changes what was in force ends the silence and begins another
/// one. For the API and for people's pages.
/// </summary>
internal sealed class SilenceDesk(AlertBoard board, CommandPublisher publisher, TimeProvider time)
{
    /// <summary>Puts a silence; its id, or null where it names one that is not known.</summary>
    /// <param name="draft">A draft without a refusal.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<string?> PutAsync(SilenceDraft draft, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var known = draft.Id.Length == 0 ? null : board.FindSilence(draft.Id);
        if (draft.Id.Length > 0 && known is null) return null;
        var isSame = known is not null && MayChange(known, draft, now);
        if (known is not null && !isSame && known.EndsAt > now) await ExpireAsync(known, by, cancellationToken);
        var silence = new Silence
        {
            Id = isSame ? known!.Id : Guid.NewGuid().ToString(),
            Matchers = draft.Matchers,
            StartsAt = isSame || draft.StartsAt >= now ? draft.StartsAt : now,
            EndsAt = draft.EndsAt,
            CreatedBy = draft.CreatedBy,
            Comment = draft.Comment,
            UpdatedAt = now,
        };
        await publisher.PublishAsync(by, new SilencePut(silence), cancellationToken);
        return silence.Id;
    }

    /// <summary>Ends a silence now; false where it is not known. One that is over stays as it is.</summary>
    public async Task<bool> ExpireAsync(string id, string by, CancellationToken cancellationToken)
    {
        if (board.FindSilence(id) is not { } silence) return false;
        if (silence.EndsAt > time.GetUtcNow()) await ExpireAsync(silence, by, cancellationToken);
        return true;
    }

    private Task ExpireAsync(Silence silence, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expired = silence with { StartsAt = silence.StartsAt > now ? now : silence.StartsAt, EndsAt = now, UpdatedAt = now };
        return publisher.PublishAsync(by, new SilencePut(expired), cancellationToken);
    }

    private static bool MayChange(Silence known, SilenceDraft draft, DateTimeOffset now)
    {
        if (known.EndsAt <= now || !known.Matchers.SequenceEqual(draft.Matchers)) return false;
        return known.StartsAt > now
            ? draft.StartsAt >= now
            : draft.StartsAt.ToUnixTimeSeconds() == known.StartsAt.ToUnixTimeSeconds() && draft.EndsAt >= now;
    }
}
