namespace Telemetry.Alerting.Receivers.Email;

/// <summary>What a mail says.</summary>
/// <param name="Subject">Subject.</param>
/// <param name="Plain">Plain text; empty for none.</param>
/// <param name="Html">The same as HTML; empty for none.</param>
/// <param name="Headers">Further headers.</param>
internal sealed record MailTexts(string Subject, string Plain, string Html, IReadOnlyList<KeyValuePair<string, string>> Headers);
