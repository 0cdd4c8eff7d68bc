using Telemetry.Contracts.Feedback;

namespace Telemetry.Cli.Replaying;

/// <summary>Feedback in a file, a line each: <c>docs/formats/feedback.md</c>.</summary>
internal static class FeedbackFile
{
    /// <summary>What stands in it, in the order of time; null, with the reason told, where it cannot be read. No file is no feedback.</summary>
    public static IReadOnlyList<FeedbackRecord>? Read(string? path, TextWriter errors)
    {
        if (path is null) return [];
        try
        {
            var said = new List<FeedbackRecord>();
            var number = 0;
            foreach (var line in File.ReadLines(path))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line)) continue;
                if (FeedbackLine.Parse(line, out var reason) is { } feedback) said.Add(feedback);
                else return Refuse(errors, $"{path}:{number}: no feedback ({reason})");
            }

            return [.. said.OrderBy(feedback => feedback.At)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refuse(errors, failure.Message);
        }
    }

    private static IReadOnlyList<FeedbackRecord>? Refuse(TextWriter errors, string reason)
    {
        errors.WriteLine(reason);
        return null;
    }
}
