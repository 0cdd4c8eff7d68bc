namespace Telemetry.Alerting.Receivers.Email;

/// <summary>A mail, ready to be handed over.</summary>
/// <param name="MessageId">Id of the notification that it carries.</param>
/// <param name="From">Sender's address, bare.</param>
/// <param name="Recipients">Recipients' addresses, bare.</param>
/// <param name="Content">Header and body, lines ending in CR LF and at most 998 octets long.</param>
internal sealed record Mail(string MessageId, string From, IReadOnlyList<string> Recipients, ReadOnlyMemory<byte> Content);
