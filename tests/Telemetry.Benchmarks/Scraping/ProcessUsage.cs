using System.Globalization;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>CPU time and memory of a process, from <c>/proc</c>.</summary>
/// <param name="CpuSeconds">User and system time since its start.</param>
/// <param name="ResidentBytes">Memory that it has resident.</param>
internal sealed record ProcessUsage(double CpuSeconds, long ResidentBytes)
{
    /// <summary>Ticks of <c>/proc/PID/stat</c>: USER_HZ, which is 100 on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    public static ProcessUsage Of(int processId)
    {
        // The program's name, in brackets, may hold spaces; fields are counted behind it: utime and stime are 14 and 15 of the whole.
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return new ProcessUsage(ticks / TicksPerSecond, ResidentOf(processId));
    }

    private static long ResidentOf(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
