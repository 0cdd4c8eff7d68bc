namespace Telemetry.Collector.Changes;

/// <summary>What is remembered of an object, to be compared with what is seen of it next.</summary>
/// <param name="Uid">Its uid: another one is another object of the same name.</param>
/// <param name="Values">What is compared, in the order that its rule gives.</param>
internal sealed record KnownObject(string Uid, params string[] Values);
