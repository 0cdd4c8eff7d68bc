using System.Globalization;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>What came of a case at one router.</summary>
/// <param name="Begin">The moment from which its seconds count.</param>
/// <param name="Messages">Every message, in order of arrival.</param>
internal sealed record CaseTrace(DateTimeOffset Begin, IReadOnlyList<CaseMessage> Messages)
{
    // Messages that are nearer than this are of one moment: which comes first is chance.
    private const double Moment = 0.6;

    // Of a storm the first tell enough.
    private const int Shown = 20;

    /// <summary>Messages that were taken.</summary>
    public IReadOnlyList<CaseMessage> Delivered => [.. Messages.Where(message => message.IsDelivered)];

    /// <summary>What was taken, in order.</summary>
    public IReadOnlyList<string> Said => [.. Delivered.Select(message => message.Says)];

    /// <summary>The trace for people.</summary>
    public string Text => Messages.Count == 0 ? "nothing" : string.Join("; ", Messages.Take(Shown).Select(message =>
        string.Create(CultureInfo.InvariantCulture, $"{message.At:0.0} {message.Path} {Answer(message)} {Short(message.Says)}"))) + More;

    /// <summary>
    /// The sequence that another router's must equal: moments in order, in each the messages by receiver and text, a receiver's keys as letters in the
    /// order in which they first appear.
    /// </summary>
    /// <param name="times">Whether the alerts' own times and annotations count.</param>
    /// <param name="deliveredOnly">Whether failed attempts are left out.</param>
    public string Sequence(bool times = false, bool deliveredOnly = false)
    {
        var letters = new Dictionary<string, char>(StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (var moment in Moments(deliveredOnly ? Delivered : Messages))
        {
            var each = moment.Select(message => (message, says: times ? message.SaysWithTimes(Begin) : message.Says))
                .OrderBy(pair => pair.message.Path, StringComparer.Ordinal).ThenBy(pair => pair.says, StringComparer.Ordinal);
            lines.Add(string.Join(" + ", each.Select(pair => $"{pair.message.Path} {pair.message.Status} {Letter($"{pair.message.Path} {pair.message.Key}")} {pair.says}")));
        }

        return string.Join('\n', lines);

        char Letter(string key) => letters.TryGetValue(key, out var letter) ? letter : letters[key] = (char)('A' + letters.Count);
    }

    private string More => Messages.Count <= Shown ? "" : $"; … {Messages.Count} in all, {Delivered.Count} taken";

    private static List<List<CaseMessage>> Moments(IReadOnlyList<CaseMessage> messages)
    {
        var moments = new List<List<CaseMessage>>();
        foreach (var message in messages)
        {
            if (moments.Count == 0 || message.At - moments[^1][0].At > Moment) moments.Add([]);
            moments[^1].Add(message);
        }

        return moments;
    }

    private static string Answer(CaseMessage message) => message.Status == 0 ? "-" : message.Status.ToString(CultureInfo.InvariantCulture);

    private static string Short(string text) => text.Length <= 120 ? text : text[..120] + "…";
}
