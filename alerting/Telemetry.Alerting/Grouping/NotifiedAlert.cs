namespace Telemetry.Alerting.Grouping;

/// <summary>One alert of a message.</summary>
/// <param name="Status"><c>firing</c> or <c>resolved</c>.</param>
/// <param name="Labels">Labels, sorted by name.</param>
/// <param name="Annotations">Annotations, sorted by name.</param>
/// <param name="StartsAt">When it began.</param>
/// <param name="EndsAt">When it ended; the first moment of year 1 while it fires.</param>
/// <param name="GeneratorUrl">Link to its cause; may be empty.</param>
/// <param name="Fingerprint">Alertmanager's fingerprint of the labels.</param>
internal sealed record NotifiedAlert(
    string Status, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations, DateTimeOffset StartsAt,
    DateTimeOffset EndsAt, string GeneratorUrl, string Fingerprint);
