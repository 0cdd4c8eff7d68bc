using System.Runtime.InteropServices;

namespace Telemetry.Collector.Doctor;

/// <summary>What a target costs at each scrape.</summary>
/// <param name="Bytes">Length of the page, decompressed.</param>
/// <param name="Samples">Sample lines read.</param>
/// <param name="Distributions">Histograms among them, each with all its buckets one.</param>
/// <param name="Series">Distributions and single values: what a system that keeps distributions whole has to hold.</param>
/// <param name="ParseMs">Time to read the page once its series are known, in milliseconds.</param>
/// <param name="ForwardedSamples">Samples of families that are forwarded.</param>
/// <param name="ForwardedBytes">Length of the records that carry them.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PageCost(int Bytes, int Samples, int Distributions, int Series, double ParseMs, int ForwardedSamples, int ForwardedBytes);
