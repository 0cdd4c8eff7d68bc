namespace Telemetry.Detection.Correlation;

/// <summary>
/// How much a fact weighs. A state that nobody feels is a ticket, however certain it is, and no witness against the root of what is felt. What
/// is gone is a page when at least half of the component's instances are: of a group that needs a majority, none is left then. Fewer are a
/// ticket; the others carry on.
/// </summary>
internal static class FactLevels
{
    /// <summary>The sightings with facts at their level.</summary>
    /// <param name="sightings">Current findings of every target.</param>
    /// <param name="traits">What the signals are.</param>
    /// <param name="ticket">Evidence that a ticket needs.</param>
    public static IEnumerable<Sighting> Apply(IReadOnlyCollection<Sighting> sightings, IReadOnlyDictionary<string, SignalTraits> traits, double ticket)
    {
        var instances = new Dictionary<(string Component, string Signal), (int All, int Gone)>();
        foreach (var sighting in sightings)
        {
            if (!IsAvailability(sighting, traits)) continue;
            var (all, gone) = instances.GetValueOrDefault(KeyOf(sighting));
            instances[KeyOf(sighting)] = (all + 1, gone + (sighting.Finding.Value <= 0 ? 1 : 0));
        }

        return sightings.Select(sighting => IsTicket(sighting) ? AtMost(sighting, ticket) : sighting);

        bool IsTicket(Sighting sighting)
        {
            if (IsAvailability(sighting, traits)) return instances[KeyOf(sighting)] is var (all, gone) && 2 * gone < all;
            return traits.TryGetValue(sighting.Finding.Signal, out var signal) && signal is { Shape: SignalShape.State, IsUserFacing: false };
        }
    }

    private static bool IsAvailability(Sighting sighting, IReadOnlyDictionary<string, SignalTraits> traits) =>
        traits.TryGetValue(sighting.Finding.Signal, out var signal) && signal.Shape == SignalShape.Availability;

    private static (string Component, string Signal) KeyOf(Sighting sighting) => (sighting.Finding.Component, sighting.Finding.Signal);

    private static Sighting AtMost(Sighting sighting, double evidence) =>
        sighting with { Finding = sighting.Finding with { Evidence = Math.Min(sighting.Finding.Evidence, evidence) } };
}
