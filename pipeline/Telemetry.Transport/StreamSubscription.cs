namespace Telemetry.Transport;

/// <summary>One role's reading of one stream.</summary>
/// <param name="Stream">Stream to read.</param>
/// <param name="Group">Consumer group: members of one group share the partitions, groups do not see each other.</param>
/// <param name="CheckpointInterval">Longest time between checkpoints; zero means after every run of available records.</param>
public sealed record StreamSubscription(string Stream, string Group, TimeSpan CheckpointInterval);
