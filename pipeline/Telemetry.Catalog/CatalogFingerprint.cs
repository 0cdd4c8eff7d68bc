using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Catalog;

/// <summary>
/// Tells whether state that was learned with one catalog may be restored with another: a hash of everything that scoring depends on. What
/// is only collected, and what is only for people, is left out, so that a new family to forward costs nobody what was learned.
/// </summary>
internal static class CatalogFingerprint
{
    private const int Bytes = 8;

    public static string Of(IEnumerable<SignalDefinition> signals)
    {
        var text = new StringBuilder();
        foreach (var signal in signals)
        {
            if (signal.IsScored) Append(text, signal);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, Bytes));
    }

    private static void Append(StringBuilder text, SignalDefinition signal) => text
        .AppendJoin('\t', signal.Id, signal.Component, Join(signal.On), signal.Kind, signal.Evidence, signal.BothDirections, signal.UserFacing)
        .Append('\t').AppendJoin('\t', Join(signal.AllFamilies()), Join(signal.StratifyBy), Join(signal.Where), Join(signal.Except), Join(signal.Bad), Join(signal.Used))
        .Append('\t').AppendJoin('\t', Number(signal.Limit), string.Join(',', signal.Normal.Select(Number)), signal.Unit, signal.Cause)
        .Append('\t').Append(Rule(signal.State))
        .Append('\n');

    private static string Join(IEnumerable<string> texts) => string.Join(',', texts);

    private static string Join(IEnumerable<LabelFilter> filters) => string.Join(';', filters.Select(filter => $"{filter.Label}={Join(filter.Values)}"));

    private static string Rule(StateDefinition? state) => state is null ? "" : $"{Number(state.AtLeast)},{Number(state.AtMost)},{Number(state.For.TotalSeconds)}";

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
