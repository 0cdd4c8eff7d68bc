using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Tests.Rig;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Intake;

/// <summary>Random incidents, random faults of the receiver and random kills, with an account of every incident at the end.</summary>
public sealed class FaultAccountTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly ReceiverSettings _settings = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _settings.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Incidents_UnderRandomFaultsAndKills_AreEachPagedOnceAndEnded(int seed)
    {
        var random = new Random(seed);
        await using var pager = await PagerDutyStandIn.StartAsync();
        var options = ReceiverSettings.ToFirst(_settings.Pager(pager));
        await using var rig = await AlertingRig.StartAsync(options, _time);
        var given = new List<IncidentRecord>();
        foreach (var record in Shuffle(random))
        {
            pager.AnswerNext(Fault(random));
            given.Add(record);
            await rig.GiveAsync(record);
            _time.Advance(TimeSpan.FromSeconds(random.Next(3)));
            if (random.Next(4) == 0) await KillAsync(rig, options, given, random);
        }

        pager.Answer(StandInAnswer.ByContract);
        await Eventually.TrueAsync(
            () =>
            {
                if (rig.Ledger.Pending > 0) _time.Advance(TimeSpan.FromSeconds(1));
                return rig.Ledger.Pending == 0;
            },
            Deadline,
            () => $"{rig.Ledger.Pending} pending");
        Account(pager, given);
    }

    // The stream shows a random part again, as after a lost position.
    private static async Task KillAsync(AlertingRig rig, AlertingOptions options, List<IncidentRecord> given, Random random)
    {
        await rig.KillAndStartAsync(options);
        await rig.GiveAsync([.. given.Skip(random.Next(given.Count))]);
    }

    private static void Account(PagerDutyStandIn pager, List<IncidentRecord> given)
    {
        Assert.Empty(pager.Faults);
        foreach (var incident in given.GroupBy(record => record.IncidentId))
        {
            var key = EpisodeKey.Of(incident.First()).ForLevel(AlertLevel.Page);
            var pages = pager.Pages.Where(page => page.DedupKey == key).ToArray();
            var isOver = incident.Any(record => record.Change == IncidentChange.Resolved);

            // One that ended while it waited for the receiver is not sent at all.
            Assert.InRange(pages.Length, isOver ? 0 : 1, 1);
            Assert.All(pages, page => Assert.Equal(isOver, page.IsResolved));
        }
    }

    private static StandInAnswer Fault(Random random) => random.Next(6) switch
    {
        0 => StandInAnswer.Status(500),
        1 => StandInAnswer.TakenBut(503),
        2 => StandInAnswer.Status(429, TimeSpan.FromSeconds(random.Next(5))),
        3 => StandInAnswer.Status(413),
        _ => StandInAnswer.ByContract,
    };

    private static IEnumerable<IncidentRecord> Shuffle(Random random)
    {
        var open = new Dictionary<string, long>();
        for (var i = 0; i < 60; i++)
        {
            var id = $"i-{random.Next(12)}";
            var sequence = open.GetValueOrDefault(id) + 1;
            if (sequence < 0) continue;
            var ends = sequence > 1 && random.Next(4) == 0;
            open[id] = ends ? long.MinValue : sequence;
            yield return ends ? Incidents.Resolved(sequence, id: id) : Incidents.Record(sequence, Severity.Critical, id: id);
        }
    }
}
