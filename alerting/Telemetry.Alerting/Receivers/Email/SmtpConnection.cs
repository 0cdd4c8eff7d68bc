using System.Globalization;
using System.Net.Security;
using System.Text;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>Commands and replies over one connection (RFC 5321). Reads no more than a server may say.</summary>
internal sealed class SmtpConnection(Stream stream) : IAsyncDisposable
{
    // RFC 5321 4.5.3.1.5 has 512; some servers say more.
    private const int MaxLineLength = 2048;
    private const int MaxLines = 100;

    private readonly byte[] _received = new byte[4096];
    private Stream _stream = stream;
    private int _start;
    private int _end;

    /// <summary>Whether the connection is encrypted.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>Sends a command and reads the reply.</summary>
    public async ValueTask<SmtpReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        await WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken).ConfigureAwait(false);
        return await ReadReplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends bytes as they are.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on encrypted. What came before the handshake is dropped: somebody else may have put it there.</summary>
    public async ValueTask EncryptAsync(SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = encrypted;
        _start = _end = 0;
        await encrypted.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
        IsEncrypted = true;
    }

    /// <summary>Reads a reply of one or more lines.</summary>
    public async ValueTask<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MaxLines)
        {
            var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599) break;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ') return new SmtpReply(code, lines);
            if (line[3] != '-') break;
        }

        throw new SmtpException(DeliveryOutcome.Unavailable, "the answer is no SMTP");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async ValueTask<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new MemoryStream();
        while (line.Length <= MaxLineLength)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_received, cancellationToken).ConfigureAwait(false));
                if (_end == 0) throw new SmtpException(DeliveryOutcome.Unavailable, "the mail server broke off");
            }

            var next = _received[_start++];
            if (next == '\n') return Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
            line.WriteByte(next);
        }

        throw new SmtpException(DeliveryOutcome.Unavailable, "the answer is no SMTP");
    }
}
