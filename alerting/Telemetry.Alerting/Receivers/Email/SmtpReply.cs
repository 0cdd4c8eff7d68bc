using System.Runtime.InteropServices;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>A mail server's reply.</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">Text of each line.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>2yz: done.</summary>
    public bool IsDone => Code / 100 == 2;

    /// <summary>3yz: go on.</summary>
    public bool IsWaiting => Code / 100 == 3;

    /// <summary>4yz: not now.</summary>
    public bool IsTransient => Code / 100 == 4;

    /// <inheritdoc/>
    public override string ToString() => $"SMTP {Code}: {string.Join(' ', Lines)}";
}
