using System.Globalization;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>
/// The flap stage, for routes that ask for it: an end is told only after it has held for some group intervals, and an alert that keeps
/// coming back is said to flap, once.
/// </summary>
internal static class FlapRule
{
    /// <summary>Group intervals for which an alert must stay over until its end counts.</summary>
    public const int IntervalsToStayOver = 3;

    /// <summary>Returns at which an alert is said to flap.</summary>
    public const int ReturnsToFlap = 2;

    private const string Annotation = "flapping";

    /// <summary>Whether an announced alert of the group is over for its receiver.</summary>
    public static bool IsOver(GroupMember member, DateTimeOffset now)
    {
        var route = member.Group.Route;
        var stay = route.Flap && member.IsToldToAnybody ? route.GroupInterval * IntervalsToStayOver : TimeSpan.Zero;
        return now - member.Tracked.Alert.EndsAt >= stay;
    }

    /// <summary>Whether the alert flaps.</summary>
    public static bool Flaps(GroupMember member) => member.Group.Route.Flap && member.Returns >= ReturnsToFlap;

    /// <summary>The alert's annotations, with a word about its coming and going where it flaps.</summary>
    public static LabelSet AnnotationsOf(GroupMember member)
    {
        var annotations = member.Tracked.Alert.Annotations;
        if (!Flaps(member)) return annotations;
        var note = string.Create(CultureInfo.InvariantCulture, $"ended and came back {member.Returns} times; its end is told once it stays");
        return LabelSet.Of(annotations.Append(new(Annotation, note)));
    }
}
