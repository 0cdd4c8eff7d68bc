using System.Globalization;

namespace Telemetry.Cli.Backtesting;

/// <summary>A bar on stderr that is written over on a terminal; elsewhere a line a tenth, and none for what takes less than a second.</summary>
internal sealed class ProgressBar(TextWriter output, bool isTerminal, TimeProvider time)
{
    private const int Width = 30;

    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    private readonly long _began = time.GetTimestamp();
    private long _lastWritten = time.GetTimestamp();
    private string _what = "";
    private int _lastTenth;

    /// <summary>Shows how far a part of the work is.</summary>
    public void Show(string what, double share)
    {
        if (what != _what) (_what, _lastTenth) = (what, 0);
        if (!IsDue((int)(share * 10))) return;
        var filled = (int)(Math.Clamp(share, 0, 1) * Width);
        var text = string.Create(CultureInfo.InvariantCulture, $"{what,-8} [{new string('#', filled)}{new string('.', Width - filled)}] {share,4:P0}  {time.GetElapsedTime(_began).TotalSeconds:0} s");
        if (isTerminal) output.Write($"\r{text}\x1b[K");
        else output.WriteLine(text);
    }

    /// <summary>Clears the line, so that what follows begins at its start.</summary>
    public void Clear()
    {
        if (isTerminal) output.Write("\r\x1b[K");
    }

    private bool IsDue(int tenth)
    {
        if (isTerminal)
        {
            if (time.GetElapsedTime(_lastWritten) < Refresh) return false;
            _lastWritten = time.GetTimestamp();
            return true;
        }

        if (tenth <= _lastTenth || time.GetElapsedTime(_began) < Short) return false;
        _lastTenth = tenth;
        return true;
    }
}
