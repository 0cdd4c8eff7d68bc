using System.Text;

namespace Telemetry.Alerting.Receivers.Http;

/// <summary>Reads what a receiver answers, never more than is needed.</summary>
internal static class AnswerText
{
    /// <summary>Longest answer that is read whole; what is behind it is left.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int MaxExcerptBytes = 1024;
    private const int MaxCharacters = 300;

    /// <summary>The beginning of an answer, fit for a log line; empty where it breaks off.</summary>
    public static async ValueTask<string> ReadExcerptAsync(HttpContent content, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        try
        {
            return Clean(await ReadAsync(content, MaxExcerptBytes, cancellationToken).ConfigureAwait(false), secrets);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            return "";
        }
    }

    /// <summary>The answer, to be judged.</summary>
    public static ValueTask<string> ReadAsync(HttpContent content, CancellationToken cancellationToken) => ReadAsync(content, MaxBytes, cancellationToken);

    /// <summary>One line without secrets: control characters become spaces, a secret becomes <c>***</c>.</summary>
    public static string Clean(string answer, IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets.Where(secret => secret.Length > 0)) answer = answer.Replace(secret, "***", StringComparison.Ordinal);
        var line = string.Concat(answer.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return Truncation.Cut(line, MaxCharacters);
    }

    private static async ValueTask<string> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[maxBytes];
        await using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var length = await stream.ReadAtLeastAsync(buffer, maxBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
