namespace Telemetry.Alerting.Receivers;

/// <summary>A picture that a receiver may show. Receivers fetch it themselves, so it must be reached from outside.</summary>
/// <param name="Source">Address of the picture; some receivers show it only over https.</param>
/// <param name="Link">Where a click leads; null for nowhere.</param>
/// <param name="Alternative">What it shows, in words.</param>
internal sealed record NotificationImage(Uri Source, Uri? Link, string Alternative);
