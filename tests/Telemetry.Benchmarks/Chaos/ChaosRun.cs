using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Telemetry.EndToEnd.Chaos;

namespace Telemetry.Benchmarks.Chaos;

/// <summary>
/// <c>./telemetry bench chaos --kills N --seed S [--state FILE]</c>: kills every role and the broker at random moments under load and
/// accounts for everything accepted. It works in rounds; each is written down when it ends. A run that is stopped (SIGTERM, ^C) ends what it
/// started, and one that is begun again with the same seed and file goes on behind the last whole round.
/// </summary>
internal static class ChaosRun
{
    private const int KillsInARound = 50;
    private const int DefaultKills = 1000;
    private const int Interrupted = 130;

    /// <summary>Runs it; 0 when nothing was lost, doubled or late.</summary>
    public static async Task<int> RunAsync(string[] options)
    {
        var kills = Number(options, "--kills") ?? DefaultKills;
        var seed = Number(options, "--seed") ?? 1;
        var file = Text(options, "--state") ?? string.Create(CultureInfo.InvariantCulture, $"chaos-{seed}.jsonl");
        var rounds = File.Exists(file) ? File.ReadLines(file).Select(line => JsonSerializer.Deserialize<ChaosAccount>(line)!).ToList() : [];
        var total = rounds.Aggregate(ChaosAccount.Empty, (sum, round) => sum.Plus(round));
        if (total.Kills > 0) Console.WriteLine($"goes on behind {total.Kills} kills of {file}");
        using var stop = new CancellationTokenSource();
        using var terminated = StopOn(PosixSignal.SIGTERM, stop);
        using var interrupted = StopOn(PosixSignal.SIGINT, stop);
        try
        {
            while (total.Kills < kills)
            {
                var round = await RunRoundAsync(file, Math.Min(KillsInARound, kills - total.Kills), total.Kills, seed, stop.Token);
                total = total.Plus(round);
                Console.WriteLine(Describe(total));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine($"stopped; with the same --seed and --state {file} it goes on behind {total.Kills} kills");
            return Interrupted;
        }

        foreach (var fault in total.Faults) Console.WriteLine(fault);
        Console.WriteLine(total.IsClean ? "clean" : "NOT CLEAN");
        return total.IsClean ? 0 : 1;
    }

    // What the processes of a round wrote is kept beside the file while it may be needed to explain what was lost.
    private static async Task<ChaosAccount> RunRoundAsync(string file, int kills, int behind, int seed, CancellationToken cancellationToken)
    {
        var logs = string.Create(CultureInfo.InvariantCulture, $"{file}.logs-{behind}");
        if (Directory.Exists(logs)) Directory.Delete(logs, recursive: true);
        var round = await ChaosRound.RunAsync(kills, unchecked((seed * 1_000_003) + behind), logs, cancellationToken);
        await File.AppendAllTextAsync(file, JsonSerializer.Serialize(round) + "\n", cancellationToken);
        if (round.IsClean) Directory.Delete(logs, recursive: true);
        return round;
    }

    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });

    private static string Describe(ChaosAccount account) => string.Create(
        CultureInfo.InvariantCulture,
        $"{account.Kills} kills, {account.BrokerKills} of the broker, in {account.Seconds / 60:0.0} min; {account.Alerts} alerts and {account.Incidents} incidents accepted: {account.Lost} lost, {account.Doubled} doubled, {account.LateTriggers} triggers after their end; {account.Repeats} repeated under their own identity");

    private static int? Number(string[] options, string name) =>
        Text(options, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string? Text(string[] options, string name)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : null;
    }
}
