namespace Telemetry.Detection.Correlation;

/// <summary>The ticket that says that a changed level was taken for the new normal, so that none is adopted in silence.</summary>
internal static class NewNormal
{
    /// <summary>Cause that its root carries.</summary>
    public const string Cause = "new normal";

    /// <summary>Id of the ticket: a function of when and what.</summary>
    public static string IdOf(long atMs, string component) => $"{IncidentId.Of(atMs, component)}-new-normal";

    /// <summary>The root of such a ticket: it is known.</summary>
    public static IReadOnlyList<RootCause> RootOf(string component) => [new(component, Cause, 1)];
}
