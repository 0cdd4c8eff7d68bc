using System.Net.Sockets;

namespace Telemetry.Testing.Receivers;

/// <summary>A mail server on loopback that says what it is told to at each step, for what a real one does not do on demand.</summary>
public sealed class SmtpStandIn : LoopbackServer
{
    /// <summary>Instead of a reply: nothing, ever.</summary>
    public const string Silence = "(silence)";

    /// <summary>Instead of a reply: the connection is closed.</summary>
    public const string Close = "(close)";

    private readonly Dictionary<string, string> _replies = new(StringComparer.Ordinal)
    {
        ["greeting"] = "220 mail.example.com", ["EHLO"] = "250-mail.example.com\r\n250 SIZE 1000000", ["MAIL"] = "250 ok", ["RCPT"] = "250 ok", ["DATA"] = "354 go on",
        ["."] = "250 queued", ["QUIT"] = "221 bye",
    };

    private readonly Lock _lock = new();
    private readonly List<string> _mails = [];
    private readonly List<string> _commands = [];

    /// <summary>Starts on any free port.</summary>
    public SmtpStandIn() => Serve();

    /// <summary>Address for a receiver's <c>smarthost</c>.</summary>
    public string Smarthost => $"127.0.0.1:{Port}";

    /// <summary>Contents whose final dot came, whatever was replied to it.</summary>
    public IReadOnlyList<string> Mails
    {
        get { lock (_lock) return _mails.ToArray(); }
    }

    /// <summary>Commands so far.</summary>
    public IReadOnlyList<string> Commands
    {
        get { lock (_lock) return _commands.ToArray(); }
    }

    /// <summary>Replies so to a step from now on: <c>greeting</c>, a command, a command with its argument, or <c>.</c>.</summary>
    public void Reply(string step, string reply)
    {
        lock (_lock) _replies[step] = reply;
    }

    /// <inheritdoc/>
    protected override Task ServeAsync(TcpClient client) => ConverseAsync(client.GetStream());

    private async Task ConverseAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream);
        if (!await SayAsync(stream, "greeting", "greeting")) return;
        while (await reader.ReadLineAsync(Stopping) is { } line)
        {
            lock (_lock) _commands.Add(line);
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            if (!await SayAsync(stream, line, command) || command == "QUIT") return;
            if (command != "DATA" || !ReplyTo(line, command).StartsWith("354", StringComparison.Ordinal)) continue;
            await ReadMailAsync(reader);
            if (!await SayAsync(stream, ".", ".")) return;
        }
    }

    private async Task ReadMailAsync(StreamReader reader)
    {
        var mail = new List<string>();
        while (await reader.ReadLineAsync(Stopping) is { } line && line != ".") mail.Add(line.StartsWith('.') ? line[1..] : line);
        lock (_lock) _mails.Add(string.Join("\r\n", mail));
    }

    private string ReplyTo(string line, string command)
    {
        lock (_lock) return _replies.GetValueOrDefault(line) ?? _replies.GetValueOrDefault(command, "502 what?");
    }

    private async Task<bool> SayAsync(NetworkStream stream, string line, string command)
    {
        var reply = ReplyTo(line, command);
        if (reply == Silence) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Stopping);
        if (reply == Close) return false;
        await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(reply + "\r\n"), Stopping);
        return true;
    }
}
