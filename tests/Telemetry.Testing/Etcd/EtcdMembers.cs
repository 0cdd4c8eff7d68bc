using System.Globalization;
using Telemetry.Testing.Processes;

namespace Telemetry.Testing.Etcd;

/// <summary>Two real etcd members on loopback that make up one cluster, with all the metrics there are. Needs the program <c>etcd</c>.</summary>
public sealed class EtcdMembers : IAsyncDisposable
{
    private static readonly string[] Names = ["one", "two"];

    private readonly string _data = Directory.CreateTempSubdirectory("telemetry-etcd-").FullName;
    private readonly List<ChildProcess> _processes = [];

    private EtcdMembers()
    {
        var peers = Names.Select(_ => Url(Ports.Free())).ToArray();
        var clients = Names.Select(_ => Ports.Free()).ToArray();
        var cluster = string.Join(',', Names.Zip(peers, (name, peer) => $"{name}={peer}"));
        for (var i = 0; i < Names.Length; i++)
        {
            _processes.Add(ChildProcess.Start("etcd",
            [
                "--name", Names[i], "--data-dir", Path.Combine(_data, Names[i]), "--metrics", "extensive", "--logger", "zap", "--log-level", "error",
                "--listen-client-urls", Url(clients[i]), "--advertise-client-urls", Url(clients[i]),
                "--listen-peer-urls", peers[i], "--initial-advertise-peer-urls", peers[i], "--initial-cluster", cluster,
            ]));
        }

        Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{clients[0]}");
    }

    /// <summary>host:port of the first member's clients and of its <c>/metrics</c>.</summary>
    public string Address { get; }

    /// <summary>Starts both; they are not up yet.</summary>
    public static EtcdMembers Start() => new();

    /// <summary>Ends the second member, so that the first loses its peer.</summary>
    public Task StopSecondAsync() => _processes[1].KillAsync();

    /// <summary>The members' last words, for a test that failed.</summary>
    public string Tail() => string.Join('\n', _processes.Select(process => process.Tail()));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static string Url(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
}
