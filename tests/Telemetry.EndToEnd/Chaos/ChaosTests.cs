using Telemetry.EndToEnd.Line;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.EndToEnd.Chaos;

/// <summary>The reduced run of <c>./telemetry bench chaos</c>.</summary>
[Collection(RealTime.Name)]
public sealed class ChaosTests
{
    [ServerFact("npm", "java")]
    public async Task Processes_KilledAtRandom_LoseNoAcceptedPageDoubleNoneAndTriggerNoneAfterItsEnd()
    {
        var account = await ChaosRound.RunAsync(kills: 8, seed: 7);
        Assert.True(account.Alerts > 0 && account.Incidents > 0, account.ToString());
        Assert.True(account.IsClean, $"{account}\n{string.Join('\n', account.Faults)}");
    }
}
