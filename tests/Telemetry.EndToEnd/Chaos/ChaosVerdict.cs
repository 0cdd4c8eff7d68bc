namespace Telemetry.EndToEnd.Chaos;

/// <summary>What the receivers heard of one alert or incident, judged.</summary>
/// <param name="Thing">Which one.</param>
/// <param name="Heard">What each of its receivers heard, in order; the first has identities for messages.</param>
internal sealed record ChaosVerdict(ChaosThing Thing, IReadOnlyList<IReadOnlyList<HeardMessage>> Heard)
{
    /// <summary>Whether a receiver was never told of its beginning or of its end.</summary>
    public bool IsLost => Heard.Any(messages => !messages.Any(message => message.Fires) || messages.All(message => message.Fires));

    /// <summary>Messages at the first receiver that say again, under another identity, what was said.</summary>
    public int Doubled => Heard[0].Distinct().GroupBy(message => message.Fires).Sum(same => same.Count() - 1);

    /// <summary>Whether a trigger came after its end.</summary>
    public bool TriggersLate => Heard.Any(messages => messages.SkipWhile(message => message.Fires).Any(message => message.Fires));

    /// <summary>Messages that came again under their own identity.</summary>
    public int Repeats => Heard.Sum(messages => messages.GroupBy(message => message).Sum(same => same.Count() - 1));

    /// <summary>Whether nothing was lost, doubled or late.</summary>
    public bool IsClean => !IsLost && Doubled == 0 && !TriggersLate;

    /// <inheritdoc/>
    public override string ToString() => $"{Thing.Name}: {string.Join(" | ", Heard.Select(messages => string.Join(", ", messages.Select(message => $"{(message.Fires ? "fires" : "over")} {message.Id}"))))}";
}
