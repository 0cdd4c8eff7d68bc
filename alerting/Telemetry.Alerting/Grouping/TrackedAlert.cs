using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>One alert, by its labels, and its places in groups. It is forgotten when it has none.</summary>
internal sealed class TrackedAlert(PostedAlert alert)
{
    /// <summary>Newest known.</summary>
    public PostedAlert Alert { get; set; } = alert;

    /// <summary>Its identity.</summary>
    public LabelSet Labels => Alert.Labels;

    /// <summary>A place for each route that it goes by; rarely more than one or two.</summary>
    public List<GroupMember> Places { get; } = new(1);

    /// <summary>Its place in a group; null where it is not in it.</summary>
    public GroupMember? PlaceIn(AlertGroup group) => Places.Find(place => ReferenceEquals(place.Group, group));
}
