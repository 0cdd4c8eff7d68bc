using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Telemetry.Testing;

namespace Telemetry.EndToEnd.Replaying;

/// <summary>Copies of the demo recording, with something left out.</summary>
internal static class RecordingCopy
{
    /// <summary>The recording that comes with the repository.</summary>
    public static string Demo => Path.Combine(Repository.Root, "tests", "corpus", "demo");

    /// <summary>A copy without what is truth and not input: events, stock rules, judge targets and their files.</summary>
    public static void WithoutTruth(string source, string folder)
    {
        var manifest = ReadManifest(source);
        manifest.Remove("events");
        manifest.Remove("stock_rules");
        var targets = manifest["targets"]!.AsArray();
        foreach (var judge in targets.Where(target => target!["judge_only"]!.GetValue<bool>()).ToList()) targets.Remove(judge);
        foreach (var input in targets.Concat(manifest["objects"]!.AsArray()))
        {
            var file = input!["file"]!.GetValue<string>();
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file));
        }

        WriteManifest(folder, manifest);
    }

    /// <summary>The first seconds of a recording, of all its input targets, without the cluster's objects.</summary>
    public static void FirstSeconds(string source, string folder, double seconds)
    {
        var manifest = ReadManifest(source);
        var end = manifest["start_ms"]!.GetValue<long>() + (long)(seconds * 1000);
        manifest["seconds"] = seconds;
        manifest.Remove("objects");
        foreach (var target in manifest["targets"]!.AsArray())
        {
            var file = target!["file"]!.GetValue<string>();
            CutPages(Path.Combine(source, file), Path.Combine(folder, file), end);
        }

        WriteManifest(folder, manifest);
    }

    private static void CutPages(string source, string destination, long endMs)
    {
        using var input = new BufferedStream(new BrotliStream(File.OpenRead(source), CompressionMode.Decompress));
        using var output = new BrotliStream(File.Create(destination), CompressionLevel.Fastest);
        while (ReadLine(input) is { } header)
        {
            var fields = header.Split(' ');
            if (long.Parse(fields[1], CultureInfo.InvariantCulture) >= endMs) return;
            var body = new byte[int.Parse(fields[4], CultureInfo.InvariantCulture)];
            input.ReadExactly(body);
            output.Write(Encoding.ASCII.GetBytes(header + "\n"));
            output.Write(body);
        }
    }

    private static string? ReadLine(Stream input)
    {
        var line = new StringBuilder();
        for (var next = input.ReadByte(); next >= 0; next = input.ReadByte())
        {
            if (next == '\n') return line.ToString();
            line.Append((char)next);
        }

        return null;
    }

    private static JsonObject ReadManifest(string source) => JsonNode.Parse(File.ReadAllText(Path.Combine(source, "manifest.json")))!.AsObject();

    private static void WriteManifest(string folder, JsonObject manifest) => File.WriteAllText(Path.Combine(folder, "manifest.json"), manifest.ToJsonString());
}
