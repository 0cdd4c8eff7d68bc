namespace Telemetry.Alerting.Receivers.Email;

/// <summary>What a mail server said of a mail's recipients.</summary>
internal sealed class SmtpEnvelope
{
    private readonly List<int> _taken = [];
    private SmtpReply? _deferral;
    private SmtpReply? _refusal;

    /// <summary>Recipients that the mail is accepted for.</summary>
    public IReadOnlyList<int> Taken => _taken;

    /// <summary>Notes what was said of one.</summary>
    public void Add(int recipient, SmtpReply reply)
    {
        if (reply.IsDone) _taken.Add(recipient);
        else if (reply.IsTransient) _deferral = reply;
        else _refusal = reply;
    }

    /// <summary>Why there is nobody to send to; null where there is somebody.</summary>
    public SmtpException? Fault => _taken.Count > 0 ? null : SmtpException.Of((_deferral ?? _refusal)!.Value);

    /// <summary>What became of the attempt, now that the mail went to those who are taken.</summary>
    public DeliveryResult Result(SmtpReply sent, string receipt) => (_deferral, _refusal) switch
    {
        ({ } later, _) => new(DeliveryOutcome.Unavailable, $"sent to some recipients, others later: {later}", MayHaveArrived: true, Receipt: receipt),
        (null, { } refused) => new(DeliveryOutcome.Accepted, $"{sent}; not to every recipient: {refused}"),
        _ => new(DeliveryOutcome.Accepted, sent.ToString()),
    };
}
