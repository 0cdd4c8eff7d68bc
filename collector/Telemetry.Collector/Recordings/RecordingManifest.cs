using System.Text.Json;
using System.Text.Json.Serialization;

namespace Telemetry.Collector.Recordings;

/// <summary>
/// What replay reads of a recording's <c>manifest.json</c>. The manifest's truth (<c>events</c>, judge targets' pages) is never an
/// input; <see cref="StockRules"/> is there for showing only.
/// </summary>
public sealed class RecordingManifest
{
    /// <summary>Name of the recording.</summary>
    public string Name { get; set; } = "";

    /// <summary>Version of the layout; 1 is the only one.</summary>
    public int Format { get; set; } = 1;

    /// <summary>Event time at which the recording begins, Unix milliseconds.</summary>
    public long StartMs { get; set; }

    /// <summary>Length in seconds.</summary>
    public double Seconds { get; set; }

    /// <summary>Shortest scrape interval, in seconds.</summary>
    public double IntervalS { get; set; }

    /// <summary>The recorded targets.</summary>
    public IList<RecordedTarget> Targets { get; set; } = [];

    /// <summary>The recorded lists and watches of the cluster's API.</summary>
    public IList<RecordedResource>? Objects { get; set; }

    /// <summary>When the stock rules of the Prometheus beside the cluster were pending or firing.</summary>
    public IList<StockRule>? StockRules { get; set; }

    /// <summary>Name of the manifest inside a recording's folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Reads the manifest of a recording's folder.</summary>
    /// <exception cref="RecordingException">The folder holds no readable manifest of a known format.</exception>
    public static RecordingManifest Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            using var file = File.OpenRead(path);
            var manifest = JsonSerializer.Deserialize(file, ManifestJson.Default.RecordingManifest)
                ?? throw new RecordingException($"{path} is empty; name the folder of a recording.");
            return manifest.Format == 1
                ? manifest
                : throw new RecordingException($"{path} has format {manifest.Format}; this version reads format 1.");
        }
        catch (JsonException broken)
        {
            throw new RecordingException($"{path}:{broken.LineNumber + 1} is not a manifest: {broken.Message}", broken);
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{path} cannot be read ({absent.Message}); name the folder of a recording.", absent);
        }
    }
}

/// <summary>One entry of a manifest's <c>objects</c>.</summary>
/// <param name="Resource">Kind of the objects, by the name of its collection: <c>pods</c>, <c>nodes</c>, …</param>
/// <param name="File">File of the frames, inside the recording's folder.</param>
/// <param name="Frames">Number of frames.</param>
public sealed record RecordedResource(string Resource, string File, long Frames);

/// <summary>One stretch in which a stock alerting rule was pending or firing while the recording ran.</summary>
/// <param name="Alert">Name of the rule.</param>
/// <param name="State"><c>pending</c> or <c>firing</c>.</param>
/// <param name="Severity">The rule's severity label.</param>
/// <param name="FromMs">Beginning, Unix milliseconds.</param>
/// <param name="ToMs">End, Unix milliseconds.</param>
public sealed record StockRule(string Alert, string State, string? Severity, long FromMs, long ToMs);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordingManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
