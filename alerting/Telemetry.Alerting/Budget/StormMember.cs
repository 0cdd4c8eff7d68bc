namespace Telemetry.Alerting.Budget;

/// <summary>A group that a storm page stands for.</summary>
/// <param name="GroupKey">Its key.</param>
/// <param name="OpenedAt">Which of its episodes.</param>
/// <param name="IsCritical">Whether any of its alerts is critical.</param>
/// <param name="Title">What it is, one line.</param>
/// <param name="IsOpen">Whether it goes on.</param>
internal sealed record StormMember(string GroupKey, DateTimeOffset OpenedAt, bool IsCritical, string Title, bool IsOpen);
