namespace Telemetry.Catalog;

/// <summary>What the collector needs to know of a family that it forwards.</summary>
/// <param name="Priority">1 is given up last when a page is over its limits, 3 first. The lowest number of the signals that read it.</param>
/// <param name="Type">What the family is, where its <c># TYPE</c> line is known to lie; else null.</param>
public sealed record FamilyFacts(int Priority, MetricType? Type);
