using System.Diagnostics;
using System.Globalization;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Fuzzing;

namespace Telemetry.Benchmarks.Fuzzing;

/// <summary>
/// <c>./telemetry bench fuzz [--inputs N] [--seed S]</c>: damaged pages of all formats into the readers. Exit code 0 when every input was read
/// without a crash, a hang or growing memory; progress on stderr.
/// </summary>
internal static class FuzzRun
{
    private const long DefaultInputs = 10_000_000;
    private const int Reports = 20;
    private const long MaxManagedBytes = 256 * 1024 * 1024;

    // One input is at most eight kilobytes: what takes a second hangs.
    private static readonly TimeSpan LongestInput = TimeSpan.FromSeconds(1);

    /// <summary>Runs; wrong arguments give 2.</summary>
    public static int Run(string[] args)
    {
        var (inputs, seed) = (DefaultInputs, 1);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var isKnown = args[i] switch
            {
                "--inputs" => long.TryParse(value, CultureInfo.InvariantCulture, out inputs) && inputs > 0,
                "--seed" => int.TryParse(value, CultureInfo.InvariantCulture, out seed),
                _ => false,
            };
            if (isKnown) continue;
            Console.Error.WriteLine($"bench fuzz: '{args[i]} {value}' is not understood; give --inputs N and --seed S, whole numbers.");
            return 2;
        }

        return Run(inputs, seed);
    }

    private static int Run(long inputs, int seed)
    {
        var corpus = FuzzCorpus.Load();
        var fuzzer = new PageFuzzer(seed, corpus);
        Console.Error.WriteLine($"fuzz: {inputs} inputs, seed {seed}, {FuzzSeeds.All.Count} pages of our own and {corpus.Count} of the corpus.");
        var began = Stopwatch.GetTimestamp();
        for (long input = 1; input <= inputs; input++)
        {
            var from = Stopwatch.GetTimestamp();
            try
            {
                fuzzer.TryOne();
            }
            catch (Exception crash)
            {
                return Fail($"input {input} crashed: {crash}", fuzzer.Last);
            }

            if (Stopwatch.GetElapsedTime(from) > LongestInput) return Fail($"input {input} took {Stopwatch.GetElapsedTime(from).TotalSeconds:0.0} s.", fuzzer.Last);
            if (input % Math.Max(1, inputs / Reports) != 0) continue;
            var managed = GC.GetTotalMemory(forceFullCollection: true);
            if (managed > MaxManagedBytes) return Fail($"after {input} inputs {managed} bytes are held.", []);
            Console.Error.WriteLine($"fuzz: {input} inputs, {managed / 1024 / 1024} MB held, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        }

        Console.Out.WriteLine(FormattableString.Invariant(
            $"fuzz: {inputs} inputs in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, {fuzzer.Samples} samples and {fuzzer.BadLines} bad lines; no crash, no hang, {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MB at most."));
        return 0;
    }

    private static int Fail(string what, byte[] page)
    {
        Console.Error.WriteLine($"fuzz: {what}");
        if (page.Length > 0) Console.Error.WriteLine($"fuzz: the page in base64: {Convert.ToBase64String(page)}");
        return 1;
    }
}
