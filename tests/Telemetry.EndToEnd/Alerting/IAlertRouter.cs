namespace Telemetry.EndToEnd.Alerting;

/// <summary>A program that takes alerts and tells receivers: ours, or the real Alertmanager.</summary>
internal interface IAlertRouter : IAsyncDisposable
{
    /// <summary>Name for traces.</summary>
    string Name { get; }

    /// <summary>Base address of API v2.</summary>
    Uri Address { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    Task StartAsync();

    /// <summary>Stops or kills it, and starts it again on the same data.</summary>
    Task RestartAsync(bool kill);

    /// <summary>Writes its settings anew; it reads them when it is told.</summary>
    Task WriteSettingsAsync(Func<string, string> edit);
}
