using System.Diagnostics;

namespace Telemetry.Testing;

/// <summary>Waiting in tests: poll a condition until a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns once the condition holds; fails with what <paramref name="explain"/> says when it does not by the deadline.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan deadline, Func<string> explain)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > deadline) throw new TimeoutException($"Not within {deadline}: {explain()}");
            await Task.Delay(Pause);
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, TimeSpan, Func{string})"/>
    public static Task TrueAsync(Func<bool> condition, TimeSpan deadline, Func<string> explain) =>
        TrueAsync(() => Task.FromResult(condition()), deadline, explain);
}
