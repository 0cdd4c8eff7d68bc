using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.EndToEnd.Faults;

/// <summary>The real process on a disk that is full, and on a storage file that is damaged.</summary>
public sealed class StorageTests : IAsyncLifetime
{
    private const string CannotWrite = "TelemetryAlertingCannotWrite";

    private readonly TemporaryFolder _folder = new();
    private WebhookStandIn _hook = null!;

    public async Task InitializeAsync() => _hook = await WebhookStandIn.StartAsync();

    public async Task DisposeAsync()
    {
        await _hook.DisposeAsync();
        _folder.Dispose();
    }

    [SmallDiskFact]
    public async Task Disk_ThatIsFull_StopsAcceptingPagesAboutItAndLosesNothing()
    {
        await using var disk = await SmallDisk.MountAsync();
        await using var alerting = new LoneAlerting(_hook, _folder, disk.Path);
        await alerting.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await alerting.PostAsync("told", "a"));
        await alerting.UntilToldAsync("firing: a");

        // Accepted, and taken by its receiver only when nothing more can be written.
        _hook.Answer(StandInAnswer.Status(503));
        var before = _hook.Requests.Count;
        Assert.Equal(HttpStatusCode.OK, await alerting.PostAsync("waiting", "b"));
        await Eventually.TrueAsync(() => _hook.Requests.Count > before, LoneAlerting.Deadline, alerting.Explain);
        disk.Fill();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alerting.PostAsync("refused", "c"));
        _hook.Answer(StandInAnswer.ByContract);
        await alerting.UntilToldAsync($"firing: {CannotWrite}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await alerting.PostAsync("refused", "c"));
        Assert.False(alerting.Child.HasExited, alerting.Explain());

        disk.Free();
        await Eventually.TrueAsync(async () => await alerting.PostAsync("refused", "c") == HttpStatusCode.OK, LoneAlerting.Deadline, alerting.Explain);
        foreach (var told in new[] { "firing: b", "firing: c", $"resolved: {CannotWrite}" }) await alerting.UntilToldAsync(told);

        // What was decided around it is on the disk.
        await alerting.Child.KillAsync();
        await alerting.StartAsync();
        foreach (var (job, name) in new[] { ("told", "a"), ("waiting", "b"), ("refused", "c") })
        {
            Assert.Equal(HttpStatusCode.OK, await alerting.EndAsync(job, name));
            await alerting.UntilToldAsync($"resolved: {name}");
        }

        Assert.Equal(8, alerting.Told.Count);
    }

    [Fact]
    public async Task Storage_ThatIsDamaged_IsMovedAsideKeepsTheRestAndNamesWhatIsLost()
    {
        var storage = _folder["data"];
        await using var alerting = new LoneAlerting(_hook, _folder, storage);
        await alerting.StartAsync();
        foreach (var name in new[] { "kept", "lost" })
        {
            Assert.Equal(HttpStatusCode.OK, await alerting.PostAsync(name, name));
            await alerting.UntilToldAsync($"firing: {name}");
        }

        Assert.Equal(0, await alerting.Child.StopAsync(LoneAlerting.Deadline));
        Damage(Path.Combine(storage, "telemetry.db"), GroupKeyOf("lost"), "lost");
        await alerting.StartAsync();
        await alerting.UntilToldAsync("firing: TelemetryAlertingStorageDamaged");
        Assert.Equal(HttpStatusCode.OK, await alerting.EndAsync("kept", "kept"));
        await alerting.UntilToldAsync("resolved: kept");

        Assert.Contains($"episode/{GroupKeyOf("lost")}", _hook.Messages.Single(message => message.Contains("StorageDamaged", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(storage, "telemetry.db.damaged-1")));
    }

    private string GroupKeyOf(string job) => _hook.Messages.Select(message => JsonNode.Parse(message)!)
        .First(message => message["groupLabels"]!["job"]?.GetValue<string>() == job)["groupKey"]!.GetValue<string>();

    // Turns a letter in every version of a group's episode that the file holds, as a bad sector would: SQLite itself does not notice.
    private static void Damage(string path, string groupKey, string label)
    {
        const int Behind = 400;
        var bytes = File.ReadAllBytes(path);
        var text = Encoding.Latin1.GetString(bytes);
        var episode = $"episode/{groupKey}";
        for (var at = text.IndexOf(episode, StringComparison.Ordinal); at >= 0; at = text.IndexOf(episode, at + 1, StringComparison.Ordinal))
        {
            // The key stands in the index too, without the value.
            if (text.IndexOf(label, at, Math.Min(Behind, text.Length - at), StringComparison.Ordinal) is var found and >= 0) bytes[found] ^= 1;
        }

        File.WriteAllBytes(path, bytes);
    }
}
