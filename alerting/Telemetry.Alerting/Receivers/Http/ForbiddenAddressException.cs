namespace Telemetry.Alerting.Receivers.Http;

/// <summary>A receiver's address leads where messages must not go.</summary>
internal sealed class ForbiddenAddressException(string message) : IOException(message);
