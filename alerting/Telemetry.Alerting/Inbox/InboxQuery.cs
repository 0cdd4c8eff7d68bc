using Microsoft.AspNetCore.Http;

namespace Telemetry.Alerting.Inbox;

/// <summary>What is asked of the inbox.</summary>
/// <param name="Text">Words that must all occur, anywhere in what is known; empty for no condition.</param>
/// <param name="State">Which episodes.</param>
/// <param name="Offset">How many to pass over.</param>
/// <param name="Limit">Most that are given.</param>
internal sealed record InboxQuery(string Text = "", InboxState State = InboxState.Told, int Offset = 0, int Limit = InboxQuery.DefaultLimit)
{
    /// <summary>Episodes on a page.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most that one answer holds.</summary>
    public const int MaxLimit = 1_000;

    private const int MaxText = 200;

    /// <summary>Each word of <see cref="Text"/>.</summary>
    public IReadOnlyList<string> Words { get; } = Text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Reads it from a request; what cannot be read is as if it were not there.</summary>
    public static InboxQuery Of(IQueryCollection query) => new(
        Shorten(query["q"].ToString()),
        Enum.TryParse<InboxState>(query["state"].ToString(), ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : InboxState.Told,
        int.TryParse(query["offset"], out var offset) ? Math.Max(0, offset) : 0,
        int.TryParse(query["limit"], out var limit) ? Math.Clamp(limit, 1, MaxLimit) : DefaultLimit);

    private static string Shorten(string text) => text.Length > MaxText ? text[..MaxText] : text;
}
