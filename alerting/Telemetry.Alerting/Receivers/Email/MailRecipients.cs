using System.Globalization;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>
/// Who of a mail's recipients is settled: a server may take some and put others off, and those that have the mail must not get it
/// again. The receipt remembers them, for the one message that it names.
/// </summary>
internal sealed class MailRecipients
{
    private readonly string _messageId;
    private readonly HashSet<int> _settled;

    public MailRecipients(string messageId, string receipt)
    {
        _messageId = messageId;
        _settled = receipt.Split(' ') is [var id, var indices] && id == messageId
            ? [.. indices.Split(',').Select(index => int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? i : -1)]
            : [];
    }

    /// <summary>Remembers them, within the length of a receipt.</summary>
    public string Receipt => $"{_messageId} {string.Join(',', _settled.Order().Select(index => index.ToString(CultureInfo.InvariantCulture)))}";

    /// <summary>Whether a recipient needs nothing more.</summary>
    public bool IsSettled(int index) => _settled.Contains(index);

    /// <summary>A recipient has the mail, or never will.</summary>
    public void Settle(int index) => _settled.Add(index);
}
