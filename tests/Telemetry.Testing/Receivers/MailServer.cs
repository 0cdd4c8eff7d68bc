using System.Net.Sockets;
using Telemetry.Testing.Certificates;
using Telemetry.Testing.Processes;

namespace Telemetry.Testing.Receivers;

/// <summary>
/// A real mail server on loopback, Debian's exim, that delivers to mailboxes in a temporary folder: STARTTLS with a certificate of its own
/// authority, mail only from whoever signed in, and only to some people.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    /// <summary>Name of the program.</summary>
    public const string Program = "exim4";

    /// <summary>User name that may send.</summary>
    public const string User = "pager";

    /// <summary>Password of <see cref="User"/>.</summary>
    public const string Password = "mail-secret-0123456789";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private readonly TestCertificates _certificates;
    private readonly ChildProcess _process;

    private MailServer(string folder, TestCertificates certificates, ChildProcess process, int port)
    {
        _folder = folder;
        _certificates = certificates;
        _process = process;
        Port = port;
    }

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>File of the authority that signed the server's certificate.</summary>
    public string AuthorityFile => _certificates.AuthorityFile;

    /// <summary>Starts it and waits until it greets.</summary>
    /// <param name="mechanisms">Ways to sign in that it offers: PLAIN, LOGIN, CRAM-MD5.</param>
    public static async Task<MailServer> StartAsync(params string[] mechanisms)
    {
        var folder = Directory.CreateTempSubdirectory("telemetry-mail-").FullName;
        var certificates = new TestCertificates();
        var port = Ports.Free();
        await WriteFilesAsync(folder, certificates);
        var settings = Path.Combine(folder, "exim.conf");
        await File.WriteAllTextAsync(settings, MailServerSettings.Of(folder, port, User, Password, mechanisms));
        var program = Programs.Find(Program) ?? $"/usr/sbin/{Program}";
        var process = ChildProcess.Start(program, ["-C", settings, "-bdf"]);
        var server = new MailServer(folder, certificates, process, port);
        await Eventually.TrueAsync(server.GreetsAsync, StartDeadline, server.Describe);
        return server;
    }

    /// <summary>The mails in somebody's mailbox, oldest first, as they were delivered.</summary>
    public IReadOnlyList<string> MailsOf(string user)
    {
        var box = Path.Combine(_folder, "mail", user, "new");
        return Directory.Exists(box) ? [.. new DirectoryInfo(box).GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => File.ReadAllText(file.FullName))] : [];
    }

    /// <summary>Waits until somebody has so many mails.</summary>
    public async Task<IReadOnlyList<string>> WaitForAsync(string user, int count, TimeSpan deadline)
    {
        await Eventually.TrueAsync(() => MailsOf(user).Count >= count, deadline, Describe);
        return MailsOf(user);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The server gives up root for a user of its own, who must reach all of it.
    private static async Task WriteFilesAsync(string folder, TestCertificates certificates)
    {
        const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead
            | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder, Everybody);
        foreach (var name in new[] { "mail", "log", "spool" })
        {
            File.SetUnixFileMode(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, Everybody);
        }

        var (certificate, key) = certificates.IssueFiles("127.0.0.1");
        foreach (var (from, to) in new[] { (certificate, "certificate.pem"), (key, "key.pem") })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, to), await File.ReadAllTextAsync(from));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "users"), "ops: ops\ndev: dev\n");
    }

    private string Describe()
    {
        var log = Path.Combine(_folder, "log", "mainlog");
        return _process.Tail() + (File.Exists(log) ? File.ReadAllText(log) : "");
    }

    private async Task<bool> GreetsAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            using var reader = new StreamReader(client.GetStream());
            return (await reader.ReadLineAsync())?.StartsWith("220", StringComparison.Ordinal) == true;
        }
        catch (Exception notYet) when (notYet is SocketException or IOException)
        {
            return false;
        }
    }
}
