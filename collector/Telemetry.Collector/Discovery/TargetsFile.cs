using System.Text.Json;
using Telemetry.Collector.Scraping;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Telemetry.Collector.Discovery;

/// <summary>Reads targets files: Prometheus's form, JSON or YAML by the ending.</summary>
internal static class TargetsFile
{
    /// <summary>Largest file that is read.</summary>
    private const long MaxBytes = 16 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNameCaseInsensitive = false,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();

    /// <summary>The targets of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="config">The scrape config that names it.</param>
    /// <param name="cluster">Name of the cluster.</param>
    /// <exception cref="FormatException">The file is not as it should be; the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<ScrapeTarget> Read(string file, ScrapeConfigOptions config, string cluster)
    {
        if (new FileInfo(file).Length > MaxBytes) throw new FormatException($"the file is over {MaxBytes} bytes.");
        return [.. GroupsOf(file).SelectMany(group => group.Targets.Select(address => TargetOf(config, cluster, address, group.Labels)))];
    }

    private static IEnumerable<TargetGroup> GroupsOf(string file)
    {
        var text = File.ReadAllText(file);
        try
        {
            var groups = file.EndsWith(".json", StringComparison.Ordinal)
                ? JsonSerializer.Deserialize<List<TargetGroup>>(text, Json)
                : Yaml.Deserialize<List<TargetGroup>?>(text);
            return groups?.Where(group => group is not null) ?? [];
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"line {malformed.LineNumber + 1}: {malformed.Message}", malformed);
        }
        catch (YamlException malformed)
        {
            throw new FormatException($"line {malformed.Start.Line}: {(malformed.InnerException ?? malformed).Message}", malformed);
        }
    }

    private static ScrapeTarget TargetOf(ScrapeConfigOptions config, string cluster, string address, IDictionary<string, string> labels) =>
        ScrapeTargets.Of(config, cluster, address, labels) ?? throw new FormatException($"target '{ScrapeTargets.Shown(address)}' is no host:port.");
}
