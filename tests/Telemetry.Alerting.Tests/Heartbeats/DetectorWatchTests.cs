using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Alerting.Api;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Heartbeats;
using Telemetry.Alerting.Tests.Api;
using Telemetry.Contracts.Alerts;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Alerting.Tests.Heartbeats;

/// <summary>X22.</summary>
public sealed class DetectorWatchTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly HeartbeatOptions _options = new();
    private ApiHost _host = null!;
    private AlertBoard _board = null!;
    private DetectorWatch _watch = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _board = new AlertBoard(_host.Services.GetRequiredService<Telemetry.Alerting.Configuration.CurrentPlan>(), _time);
        _watch = new DetectorWatch(_options, _board, new CommandPublisher(_host.Transport, _board, _time), _time, NullLogger<DetectorWatch>.Instance);
    }

    public async Task DisposeAsync()
    {
        _watch.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Detector_NeverHeardOf_IsNotMissed()
    {
        _time.Advance(TimeSpan.FromDays(1));
        await LookAsync();
        Assert.Empty(_board.Look());
    }

    [Fact]
    public async Task Detector_ThatFallsSilent_IsPagedAboutUntilItIsBack()
    {
        Beat();
        await LookAsync();
        _time.Advance(_options.SilentAfter);
        await LookAsync();
        Assert.Empty(_board.Look());

        _time.Advance(TimeSpan.FromSeconds(1));
        await LookAsync();
        var alert = Assert.Single(_board.Look()).Alert;
        Assert.Equal((SilentDetector.AlertName, "prod", "critical"), (alert.Labels["alertname"], alert.Labels["cluster"], alert.Labels["severity"]));
        Assert.Contains("no heartbeat since 2026-11-21 12:00:00 UTC", alert.Annotations["summary"], StringComparison.Ordinal);

        // It lives only as long as it is said.
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await LookAsync();
            Assert.Single(_board.Look());
        }

        Beat();
        await LookAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_board.Look());
    }

    [Fact]
    public async Task Detector_ThatFallsBehind_IsPagedAbout()
    {
        Beat(behind: _options.LagLimit);
        await LookAsync();
        Assert.Empty(_board.Look());
        _time.Advance(TimeSpan.FromSeconds(15));
        Beat(behind: _options.LagLimit + TimeSpan.FromSeconds(1));
        await LookAsync();
        Assert.Contains("cannot keep up", Assert.Single(_board.Look()).Alert.Annotations["summary"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detector_WhoseClockIsWrong_IsNotPagedAbout()
    {
        _board.Take(new AlertCommand(_time.GetUtcNow().AddHours(-1), "detector", new Heartbeat("detector/prod", _time.GetUtcNow().AddHours(-1))));
        await LookAsync();
        Assert.Empty(_board.Look());
    }

    [Fact]
    public async Task Detector_SilentForADay_IsForgotten()
    {
        Beat();
        for (var i = 0; i < 25; i++)
        {
            await LookAsync();
            _time.Advance(TimeSpan.FromHours(1));
        }

        await LookAsync();
        Assert.Empty(_board.Heartbeats);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_board.Look());
    }

    private Task LookAsync() => _watch.RunOnceAsync(CancellationToken.None);

    private void Beat(TimeSpan behind = default) =>
        _board.Take(new AlertCommand(_time.GetUtcNow(), "detector", new Heartbeat("detector/prod", _time.GetUtcNow() - behind)));
}
