namespace Telemetry.Alerting.Links;

/// <summary>What a signed address is for; a token of one purpose opens nothing of another.</summary>
internal enum LinkPurpose
{
    /// <summary>The picture of an incident, fetched by a receiver without credentials.</summary>
    Picture = 1,

    /// <summary>The page that asks whether to acknowledge.</summary>
    Acknowledge = 2,
}
