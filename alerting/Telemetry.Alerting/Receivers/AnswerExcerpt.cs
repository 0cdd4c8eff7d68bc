using System.Text;

namespace Telemetry.Alerting.Receivers;

/// <summary>The beginning of a receiver's answer, fit for a log line.</summary>
internal static class AnswerExcerpt
{
    private const int MaxBytes = 1024;
    private const int MaxCharacters = 300;

    /// <summary>Reads at most 1 KB; control characters become spaces and the secret becomes <c>***</c>.</summary>
    public static async ValueTask<string> ReadAsync(HttpContent content, string? secret, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBytes];
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var length = await stream.ReadAtLeastAsync(buffer, MaxBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return Clean(Encoding.UTF8.GetString(buffer, 0, length), secret);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            return "";
        }
    }

    private static string Clean(string answer, string? secret)
    {
        if (!string.IsNullOrEmpty(secret)) answer = answer.Replace(secret, "***", StringComparison.Ordinal);
        var line = string.Concat(answer.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return Truncation.Cut(line, MaxCharacters);
    }
}
