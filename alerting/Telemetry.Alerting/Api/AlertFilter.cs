using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Patterns;

namespace Telemetry.Alerting.Api;

/// <summary>Which alerts a request asks for.</summary>
/// <param name="Active">Whether those that nothing keeps.</param>
/// <param name="Silenced">Whether those that a silence keeps.</param>
/// <param name="Inhibited">Whether those that another alert keeps.</param>
/// <param name="Matchers">All must match.</param>
/// <param name="Receiver">Pattern of a receiver's whole name; null for any.</param>
internal sealed record AlertFilter(bool Active, bool Silenced, bool Inhibited, IReadOnlyList<LabelMatcher> Matchers, Regex? Receiver)
{
    // What go-openapi reads as true; everything else is false.
    private static readonly HashSet<string> True = new(["true", "1", "yes", "ok", "y", "on", "selected", "checked", "t", "enabled"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the query. <c>unprocessed</c> is taken and changes nothing: no alert that is accepted stays so.</summary>
    /// <exception cref="ApiFault">A matcher or the receiver's pattern is none.</exception>
    public static AlertFilter Read(IQueryCollection query) =>
        new(IsTrue(query, "active"), IsTrue(query, "silenced"), IsTrue(query, "inhibited"), ReadMatchers(query), ReadReceiver(query));

    /// <summary>The matchers of <c>filter</c>.</summary>
    /// <exception cref="ApiFault">One is none.</exception>
    public static IReadOnlyList<LabelMatcher> ReadMatchers(IQueryCollection query) => query["filter"].Select(ReadMatcher).ToArray();

    /// <summary>Whether it asks for an alert, whoever its receiver is.</summary>
    public bool Asks(BoardAlert alert) =>
        (Active || !alert.IsActive) && (Silenced || alert.SilencedBy.Count == 0) && (Inhibited || alert.InhibitedBy.Count == 0) && IsMatch(alert.Alert.Labels);

    /// <summary>Whether it asks for a receiver.</summary>
    public bool AsksFor(string receiver) => Receiver?.IsMatch(receiver) ?? true;

    private bool IsMatch(LabelSet labels) => Matchers.All(matcher => matcher.IsMatch(labels[matcher.Label]));

    private static bool IsTrue(IQueryCollection query, string name) => !query.TryGetValue(name, out var values) || True.Contains(values.LastOrDefault() ?? "");

    private static LabelMatcher ReadMatcher(string? text)
    {
        if (LabelMatcherParser.TryParse(text ?? "", out var matcher, out var error)) return matcher;
        var isOne = LabelName.Length(text.AsSpan().Trim()) > 0 && text.AsSpan().IndexOfAny('=', '~') > 0;
        throw new ApiFault(ApiAnswer.Refused(400, isOne ? error : $"bad matcher format: {text}"));
    }

    private static Regex? ReadReceiver(IQueryCollection query)
    {
        if (query["receiver"].LastOrDefault() is not { Length: > 0 } pattern) return null;
        try
        {
            return AnchoredPattern.Compile(pattern, dotMatchesNewline: false);
        }
        catch (PatternException unusable)
        {
            throw new ApiFault(ApiAnswer.Refused(400, $"failed to parse receiver param: {unusable.Message}"));
        }
    }
}
