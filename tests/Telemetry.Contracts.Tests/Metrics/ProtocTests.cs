using System.Diagnostics;
using System.Text.RegularExpressions;
using Telemetry.Contracts.Metrics;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Contracts.Tests.Metrics;

/// <summary>protoc, which knows nothing of OTLP, must see the same fields in our bytes.</summary>
public sealed class ProtocTests
{
    [ServerFact("protoc")]
    public async Task Record_ReadByProtoc_HasThePublishedFields()
    {
        var writer = new MetricsRecordWriter();
        var builder = new PointAttributesBuilder();
        builder.Begin(PointShape.Histogram);
        builder.Add("verb", "GET");
        writer.Begin(new ScrapeHeader(new TargetId("c", "j", "i"), 1000, 2, 3));
        writer.BeginHistogram("h"u8, "s"u8);
        writer.AddHistogram(builder.Build(), [], [6], sum: 1.5, startTimeMs: 500);
        writer.BeginCounter("n"u8);
        writer.AddStale(PointAttributes.NoneForNumber);

        var text = await DecodeRawAsync(writer.End()[0].ToArray());

        Assert.Equal(
            """1 { 2 { 1 { 1: "telemetry.collector" } """
            + """2 { 1: "h" 3: "s" 9 { 2: 2 1 { 2: 0x000000001dcd6500 3: 0x000000003b9aca00 4: 0x0000000000000006 5: 0x3ff8000000000000 """
            + """6: "\006\000\000\000\000\000\000\000" 7: "" 9 { 1: "verb" 2 { 1: "GET" } } } } } """
            + """2 { 1: "n" 7 { 2: 2 3: 1 1 { 3: 0x000000003b9aca00 8: 1 } } } } """
            + """1 { 1 { 1: "k8s.cluster.name" 2 { 1: "c" } } 1 { 1: "service.name" 2 { 1: "j" } } 1 { 1: "service.instance.id" 2 { 1: "i" } } """
            + """1 { 1: "telemetry.scrape.time_ms" 2 { 3: 1000 } } 1 { 1: "telemetry.scrape.interval_ms" 2 { 3: 3 } } """
            + """1 { 1: "telemetry.scrape.duration_ms" 2 { 3: 2 } } } }""",
            text);
    }

    private static async Task<string> DecodeRawAsync(byte[] message)
    {
        var start = new ProcessStartInfo("protoc", "--decode_raw") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        using var protoc = Process.Start(start)!;
        await protoc.StandardInput.BaseStream.WriteAsync(message);
        protoc.StandardInput.Close();
        var text = await protoc.StandardOutput.ReadToEndAsync();
        await protoc.WaitForExitAsync();
        Assert.Equal(0, protoc.ExitCode);
        return Regex.Replace(text, @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1)).Trim();
    }
}
