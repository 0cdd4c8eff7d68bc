using Microsoft.Extensions.Logging;

namespace Telemetry.Kubernetes.Watching;

internal sealed partial class Reflector
{
    // One line when trouble begins or changes, one when it is over; a watch that merely ended is no trouble.
    private void Report(WatchOutcome outcome)
    {
        if (outcome.Detail.Length == 0 || outcome.Detail == _trouble) return;
        _trouble = outcome.Detail;
        if (outcome.End == WatchEnd.Expired) Log.Expired(logger, query.Path, outcome.Detail);
        else Log.Fails(logger, query.Path, client.Access.Server, outcome.End.Name(), outcome.Detail, outcome.End == WatchEnd.Refused ? Cure : "");
    }

    private void Recovered()
    {
        if (_trouble is null) return;
        _trouble = null;
        Log.Recovered(logger, query.Path);
    }

    private const string Cure = "Check the rights of this identity; docs/kubernetes.md lists those that are needed.";

    private static partial class Log
    {
        [LoggerMessage(5000, LogLevel.Warning, "{Path} cannot be watched at {Server} ({Reason}): {Detail} {Cure}")]
        public static partial void Fails(ILogger logger, string path, Uri server, string reason, string detail, string cure);

        [LoggerMessage(5001, LogLevel.Information, "{Path} is listed again: {Detail}")]
        public static partial void Expired(ILogger logger, string path, string detail);

        [LoggerMessage(5002, LogLevel.Information, "{Path} is watched again.")]
        public static partial void Recovered(ILogger logger, string path);
    }
}
