using System.Globalization;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Inbox.Actions;

/// <summary>What somebody wants done about an episode.</summary>
internal static class ActionRequest
{
    /// <summary>Longest silence that the inbox makes; a longer one is a decision for the settings.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromDays(30);

    private const int MaxNote = 500;
    private const int SecondsOfMinute = 60;
    private const int SecondsOfHour = 3_600;
    private const int SecondsOfDay = 86_400;

    /// <summary>What is wrong with who says it and why; null where nothing is.</summary>
    public static string? Fault(PostedFields fields) =>
        fields["by"].Trim().Length is 0 or > AlertCommand.MaxByLength ? $"Say who you are (by), in at most {AlertCommand.MaxByLength} characters."
        : fields["note"].Length > MaxNote ? $"Keep the note below {MaxNote} characters."
        : null;

    /// <summary>A silence for what an episode is about.</summary>
    public static Silence SilenceOf(InboxItem item, TimeSpan length, string by, string note, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid().ToString(),
        Matchers = [.. EpisodeLabels.OfSubject(item).Select(label => new SilenceMatcher(label.Key, label.Value, IsRegex: false, IsEqual: true))],
        StartsAt = now,
        EndsAt = now + length,
        CreatedBy = by,
        Comment = note.Length > 0 ? note : $"from the inbox: {item.Face.Id}",
        UpdatedAt = now,
    };

    /// <summary>Reads a length of time: <c>30m</c>, <c>2h</c>, <c>1d</c>; false where it is none, or not within the longest.</summary>
    public static bool TryParseLength(string text, out TimeSpan length)
    {
        length = TimeSpan.Zero;
        if (text.Length < 2 || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        var seconds = number * text[^1] switch { 's' => 1, 'm' => SecondsOfMinute, 'h' => SecondsOfHour, 'd' => SecondsOfDay, _ => 0 };
        if (!(seconds > 0) || seconds > LongestSilence.TotalSeconds) return false;
        length = TimeSpan.FromSeconds(seconds);
        return true;
    }
}
