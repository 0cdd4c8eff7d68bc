using Xunit;

namespace Telemetry.EndToEnd.Line;

/// <summary>Tests that live in real time beside real servers: one after the other, so that they do not slow each other.</summary>
[CollectionDefinition(Name)]
public sealed class RealTime
{
    public const string Name = "real time";
}
