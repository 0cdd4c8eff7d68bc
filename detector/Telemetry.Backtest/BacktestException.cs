namespace Telemetry.Backtest;

/// <summary>An input cannot be used; the message names place and cure.</summary>
public sealed class BacktestException : Exception
{
    public BacktestException(string message) : base(message)
    {
    }

    public BacktestException(string message, Exception inner) : base(message, inner)
    {
    }
}
