using System.Globalization;
using Telemetry.Collector.Recordings;

namespace Telemetry.Cli.Replaying;

/// <summary>Progress of a replay on stderr: a line that is written over on a terminal, a line every tenth elsewhere.</summary>
internal sealed class ProgressLine(TextWriter output, bool isTerminal, RecordingManifest manifest, TimeProvider time)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(200);

    private readonly long _began = time.GetTimestamp();
    private readonly double _totalMs = Math.Max(1, manifest.Seconds * 1000);
    private long _lastWritten;
    private int _lastTenth;

    /// <summary>Shows progress; called for every page.</summary>
    public void Show(ReplayProgress progress)
    {
        var eventMs = progress.EventTimeMs - manifest.StartMs;
        var share = Math.Clamp(eventMs / _totalMs, 0, 1);
        if (!IsDue((int)(share * 10))) return;
        var elapsed = time.GetElapsedTime(_began).TotalMilliseconds;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"replaying {share,4:P0}  {TimeSpan.FromMilliseconds(Math.Max(0, eventMs)):hh\\:mm\\:ss} of {TimeSpan.FromMilliseconds(_totalMs):hh\\:mm\\:ss}  {eventMs / Math.Max(1, elapsed):0}x real time  {progress.Pages} pages, {progress.Bytes / 1e6:0} MB");
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
        if (!isTerminal)
        {
            if (tenth <= _lastTenth) return false;
            _lastTenth = tenth;
            return true;
        }

        if (_lastWritten != 0 && time.GetElapsedTime(_lastWritten) < Refresh) return false;
        _lastWritten = time.GetTimestamp();
        return true;
    }
}
