namespace Telemetry.Collector.Changes;

/// <summary>One thing that differs between two states of an object.</summary>
/// <param name="What">One of <see cref="Contracts.Changes.ChangeSubjects"/>.</param>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
/// <param name="Mark">What tells this change from another one of the same values: a generation, a resource version, a time.</param>
/// <param name="Detail">One line: what else changed with it.</param>
internal sealed record Difference(string What, string From, string To, string Mark, string Detail = "");
