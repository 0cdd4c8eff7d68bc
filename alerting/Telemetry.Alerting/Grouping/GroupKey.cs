using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>
/// Stable identity of a group of alerts: 64 hex digits of SHA-256 over the receiver's name and the group's labels. Nothing of the
/// route enters it, so that editing its matchers while a group is open neither pages again nor strands the first page.
/// </summary>
internal static class GroupKey
{
    private const string Prefix = "tel1-";

    /// <summary>The key.</summary>
    /// <param name="receiver">Name of the receiver.</param>
    /// <param name="labels">Values of the labels that make the group.</param>
    /// <param name="number">1; more where other groups with the same two were open when this one began (routes that name one receiver).</param>
    public static string Of(string receiver, LabelSet labels, int number)
    {
        // Lengths before the texts keep ("a", "bc") apart from ("ab", "c").
        var identity = new StringBuilder("group:");
        Append(identity, receiver);
        foreach (var (name, value) in labels)
        {
            Append(identity, name);
            Append(identity, value);
        }

        var key = Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity.ToString())));
        return number == 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}-{number}");
    }

    private static void Append(StringBuilder identity, string text) =>
        identity.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
}
