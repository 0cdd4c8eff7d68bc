using System.Globalization;
using System.Text.Json;
using Telemetry.EndToEnd.Chaos;

namespace Telemetry.Benchmarks.Chaos;

/// <summary>
/// <c>./telemetry bench chaos --kills N --seed S [--state FILE]</c>: kills every role and the broker at random moments under load and
/// accounts for every accepted alert. It works in rounds; each is written down when it ends, and a run that is begun again with the same
/// seed and file goes on behind the last.
/// </summary>
internal static class ChaosRun
{
    private const int KillsInARound = 50;
    private const int DefaultKills = 1000;

    /// <summary>Runs it; 0 when nothing was lost, doubled or late.</summary>
    public static async Task<int> RunAsync(string[] options)
    {
        var kills = Number(options, "--kills") ?? DefaultKills;
        var seed = Number(options, "--seed") ?? 1;
        var file = Text(options, "--state") ?? string.Create(CultureInfo.InvariantCulture, $"chaos-{seed}.jsonl");
        var rounds = File.Exists(file) ? File.ReadLines(file).Select(line => JsonSerializer.Deserialize<ChaosAccount>(line)!).ToList() : [];
        var total = rounds.Aggregate(ChaosAccount.Empty, (sum, round) => sum.Plus(round));
        if (total.Kills > 0) Console.WriteLine($"goes on behind {total.Kills} kills of {file}");
        while (total.Kills < kills)
        {
            var round = await ChaosRound.RunAsync(Math.Min(KillsInARound, kills - total.Kills), unchecked((seed * 1_000_003) + total.Kills));
            await File.AppendAllTextAsync(file, JsonSerializer.Serialize(round) + "\n");
            total = total.Plus(round);
            Console.WriteLine(Describe(total));
        }

        Console.WriteLine(total.IsClean ? "clean" : "NOT CLEAN");
        return total.IsClean ? 0 : 1;
    }

    private static string Describe(ChaosAccount account) => string.Create(
        CultureInfo.InvariantCulture,
        $"{account.Kills} kills, {account.BrokerKills} of the broker; {account.Alerts} alerts accepted: {account.Lost} lost, {account.Doubled} doubled, {account.LateTriggers} triggers after their end; {account.Repeats} repeated under their own identity");

    private static int? Number(string[] options, string name) =>
        Text(options, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string? Text(string[] options, string name)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : null;
    }
}
