using Microsoft.Extensions.Logging;
using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Detector.Correlating;

internal sealed partial class CorrelateProcessor
{
    private static partial class Log
    {
        [LoggerMessage(430, LogLevel.Information, "Correlating opened {Owner}: {Clusters} clusters restored, from {From}")]
        public static partial void Opened(ILogger logger, string owner, int clusters, string from);

        [LoggerMessage(431, LogLevel.Information, "{Change} {Incident} ({Severity}): {Summary}")]
        public static partial void Changed(ILogger logger, IncidentChange change, string incident, Severity severity, string summary);

        [LoggerMessage(432, LogLevel.Information, "Feedback {Verdict} on {Incident} by {By}: {Note}")]
        public static partial void Feedback(ILogger logger, FeedbackVerdict verdict, string incident, string by, string note);
    }
}
