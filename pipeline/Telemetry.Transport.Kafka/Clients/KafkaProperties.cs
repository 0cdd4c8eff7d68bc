namespace Telemetry.Transport.Kafka.Clients;

/// <summary>The operator's librdkafka properties, secrets read from their files.</summary>
internal static class KafkaProperties
{
    public const string BootstrapServers = "bootstrap.servers";
    private const string FileSuffix = "_file";

    /// <summary>Properties that the delivery promises rest on.</summary>
    private static readonly string[] Reserved = ["group.id", "enable.auto.commit", "enable.auto.offset.store", "enable.partition.eof"];

    /// <summary>What is wrong with the properties; each line names the property and the cure. Never a value: it may be a secret.</summary>
    public static IEnumerable<string> ErrorsOf(IReadOnlyDictionary<string, string> properties)
    {
        if (!properties.ContainsKey(BootstrapServers) && !properties.ContainsKey(BootstrapServers + FileSuffix))
        {
            yield return $"kafka.properties.{BootstrapServers} is missing: name at least one broker as host:port.";
        }

        foreach (var name in Reserved.Where(properties.ContainsKey))
        {
            yield return $"kafka.properties.{name} is set by this program, nothing would hold with another value: remove it.";
        }

        foreach (var (name, value) in properties.Where(property => IsFile(property.Key)))
        {
            if (properties.ContainsKey(TargetOf(name)))
            {
                yield return $"kafka.properties.{name} and kafka.properties.{TargetOf(name)} are both set: keep one.";
            }
            else if (ReadSecret(value) is { Problem: { } problem })
            {
                yield return $"kafka.properties.{name}: {value} cannot be read ({problem}): check that the file exists and is readable.";
            }
        }
    }

    /// <summary>Properties as librdkafka takes them.</summary>
    /// <exception cref="TransportException">They have errors.</exception>
    public static Dictionary<string, string> Resolve(IReadOnlyDictionary<string, string> properties)
    {
        var errors = ErrorsOf(properties).ToList();
        if (errors.Count > 0) throw new TransportException(string.Join(Environment.NewLine, errors), isTransient: false);
        return properties.ToDictionary(
            property => IsFile(property.Key) ? TargetOf(property.Key) : property.Key,
            property => IsFile(property.Key) ? ReadSecret(property.Value).Text : property.Value,
            StringComparer.Ordinal);
    }

    private static bool IsFile(string name) => name.EndsWith(FileSuffix, StringComparison.Ordinal);

    private static string TargetOf(string name) => name[..^FileSuffix.Length];

    private static (string Text, string? Problem) ReadSecret(string path)
    {
        try
        {
            // Editors and `kubectl create secret` from a pipe leave a line end that is no part of the secret.
            return (File.ReadAllText(path).TrimEnd('\r', '\n'), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return ("", e is FileNotFoundException or DirectoryNotFoundException ? "not found" : e.Message);
        }
    }
}
