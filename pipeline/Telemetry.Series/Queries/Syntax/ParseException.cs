using System.Globalization;
using System.Text;

namespace Telemetry.Series.Queries.Syntax;

/// <summary>A query is not valid. The message is Prometheus's: line, column in bytes, what is wrong.</summary>
internal sealed class ParseException(string query, int position, string reason)
    : Exception(Locate(query, position) + "parse error: " + reason)
{
    private static string Locate(string query, int position)
    {
        var before = query.AsSpan(0, Math.Min(position, query.Length));
        var lastBreak = before.LastIndexOf('\n');
        var line = before.Count('\n') + 1;
        var column = Encoding.UTF8.GetByteCount(before[(lastBreak + 1)..]) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{line}:{column}: ");
    }
}
