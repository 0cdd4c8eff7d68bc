using Telemetry.Backtest;

namespace Telemetry.Cli.Backtesting;

/// <summary>Files that a backtest writes; closed together.</summary>
internal sealed class OutputFiles : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly List<IDisposable> _open = [];

    /// <summary>Creates a file, or empties it.</summary>
    /// <exception cref="BacktestException">It cannot be written.</exception>
    public Stream Create(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, BufferBytes);
            _open.Add(file);
            return file;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new BacktestException($"{path} cannot be written: {denied.Message}", denied);
        }
    }

    /// <summary>The same for text.</summary>
    /// <exception cref="BacktestException">It cannot be written.</exception>
    public TextWriter CreateText(string path)
    {
        var writer = new StreamWriter(Create(path));
        _open.Add(writer);
        return writer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = _open.Count - 1; i >= 0; i--) _open[i].Dispose();
    }
}
