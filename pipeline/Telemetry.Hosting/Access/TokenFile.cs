namespace Telemetry.Hosting.Access;

/// <summary>The tokens of a file, one a line, read again once a second at most. A file that cannot be read, or is empty, knows none. Safe for concurrent use.</summary>
internal sealed class TokenFile(string path, TimeProvider time)
{
    private const int MaxBytes = 64 * 1024;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private IReadOnlyList<string> _tokens = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>The tokens that hold now.</summary>
    public IReadOnlyList<string> Tokens
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                if (now < _readAt || now - _readAt >= Freshness)
                {
                    _tokens = TryRead(path) ?? [];
                    _readAt = now;
                }

                return _tokens;
            }
        }
    }

    /// <summary>The tokens of a file; null where it cannot be read.</summary>
    public static IReadOnlyList<string>? TryRead(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MaxBytes }
                ? File.ReadAllLines(path).Select(line => line.Trim()).Where(line => line.Length > 0).ToArray()
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
