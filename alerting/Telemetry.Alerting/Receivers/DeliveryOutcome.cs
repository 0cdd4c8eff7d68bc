namespace Telemetry.Alerting.Receivers;

/// <summary>What became of one attempt; each has one answer in the outbox.</summary>
internal enum DeliveryOutcome
{
    /// <summary>2xx.</summary>
    Accepted,

    /// <summary>5xx, 408, a network fault or no answer in time: tried again after 1, 2, 4 … 30 s.</summary>
    Unavailable,

    /// <summary>429: nothing goes to this receiver until Retry-After, else 30, 60, 120 … 300 s, are over.</summary>
    Throttled,

    /// <summary>400, 413, 422 and the like: the message is at fault; sent again with less in it.</summary>
    Rejected,

    /// <summary>401, 403, 404, 410 and redirects: the settings are at fault; not tried again.</summary>
    Refused,
}
