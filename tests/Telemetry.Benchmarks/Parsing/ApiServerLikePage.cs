using System.Globalization;
using System.Text;

namespace Telemetry.Benchmarks.Parsing;

/// <summary>A made-up page in the proportions of an API server's: mostly histogram buckets, about 140 bytes a sample.</summary>
internal static class ApiServerLikePage
{
    private const int Families = 40;
    private const int HistogramsPerFamily = 25;

    private static readonly string[] Verbs = ["GET", "LIST", "PUT", "POST", "PATCH", "DELETE", "WATCH"];

    private static readonly string[] Bounds =
        ["0.005", "0.025", "0.05", "0.1", "0.2", "0.4", "0.6", "0.8", "1", "1.25", "1.5", "2", "3", "4", "5", "6", "8", "10", "15", "20", "30", "45", "60", "+Inf"];

    public static string Create()
    {
        var random = new Random(1);
        var page = new StringBuilder();
        for (var family = 0; family < Families; family++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"apiserver_request_stage_{family:00}_duration_seconds");
            page.Append(CultureInfo.InvariantCulture, $"# HELP {name} [STABLE] Latency distribution of a stage in seconds for each verb and resource.\n");
            page.Append(CultureInfo.InvariantCulture, $"# TYPE {name} histogram\n");
            for (var histogram = 0; histogram < HistogramsPerFamily; histogram++)
            {
                AppendHistogram(page, name, Verbs[histogram % Verbs.Length], histogram, random);
            }
        }

        return page.ToString();
    }

    private static void AppendHistogram(StringBuilder page, string name, string verb, int resource, Random random)
    {
        var labels = $"component=\"apiserver\",group=\"apps\",resource=\"resource{resource}\",scope=\"cluster\",verb=\"{verb}\",version=\"v1\"";
        var count = 0;
        foreach (var bound in Bounds)
        {
            count += random.Next(1000);
            page.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels},le=\"{bound}\"}} {count}\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"{name}_sum{{{labels}}} {count * random.NextDouble():R}\n");
        page.Append(CultureInfo.InvariantCulture, $"{name}_count{{{labels}}} {count}\n");
    }
}
