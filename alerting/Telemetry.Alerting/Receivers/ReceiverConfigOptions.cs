using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers;

/// <summary>What the settings of every kind of receiver have in common.</summary>
public abstract class ReceiverConfigOptions : IValidatableObject
{
    private protected ReceiverConfigOptions(bool sendResolved, bool sendTickets) => (SendResolved, SendTickets) = (sendResolved, sendTickets);

    /// <summary>Whether the end is sent too.</summary>
    public bool SendResolved { get; set; }

    /// <summary>Whether tickets are sent too, each with a key of its own.</summary>
    public bool SendTickets { get; set; }

    /// <summary>Whether this is an archive, which nobody waits for: tried again for days (5 s, 5 min, 30 min, 2 h … 24 h), never in place of a pager.</summary>
    public bool Archive { get; set; }

    /// <inheritdoc/>
    public abstract IEnumerable<ValidationResult> Validate(ValidationContext validationContext);
}
