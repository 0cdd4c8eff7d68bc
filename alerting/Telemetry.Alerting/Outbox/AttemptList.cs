namespace Telemetry.Alerting.Outbox;

/// <summary>Attempts of one message: how it began and how it stands; what lies between is forgotten when there are too many.</summary>
internal static class AttemptList
{
    /// <summary>Attempts kept.</summary>
    public const int Capacity = 20;

    private const int KeptFromTheBeginning = 5;

    /// <summary>The list with one more at its end.</summary>
    public static IReadOnlyList<DeliveryAttempt> Append(IReadOnlyList<DeliveryAttempt> attempts, DeliveryAttempt attempt)
    {
        var longer = attempts.ToList();
        if (longer.Count >= Capacity) longer.RemoveAt(KeptFromTheBeginning);
        longer.Add(attempt);
        return longer;
    }
}
