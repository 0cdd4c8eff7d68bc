using System.Text;

namespace Telemetry.Backtest.Csv;

/// <summary>Fields of one line: separated by commas, in double quotes where they hold commas, a doubled quote for one (RFC 4180, a record a line).</summary>
internal static class CsvFields
{
    /// <summary>Fills <paramref name="fields"/> with those of the line.</summary>
    public static void Split(string line, List<string> fields)
    {
        fields.Clear();
        if (!line.Contains('"'))
        {
            foreach (var range in line.AsSpan().Split(',')) fields.Add(line[range].Trim());
            return;
        }

        SplitQuoted(line, fields);
    }

    /// <summary>A field as it is written: quoted where it must be.</summary>
    public static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void SplitQuoted(string line, List<string> fields)
    {
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[++i]);
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) Flush();
            else field.Append(c);
        }

        Flush();

        void Flush()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
        }
    }
}
