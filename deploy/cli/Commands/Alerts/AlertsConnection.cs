using System.CommandLine;
using Telemetry.Cli.Incidents;
using Telemetry.Cli.Settings;
using Telemetry.Hosting.Access;
using Telemetry.Hosting.Running;
using Telemetry.Transport;

namespace Telemetry.Cli.Commands.Alerts;

/// <summary>What every <c>telemetry alerts</c> command has in common: whom it asks, and how an answer becomes an exit code.</summary>
internal sealed class AlertsConnection
{
    private readonly SettingsArguments _arguments = new();
    private readonly Option<string?> _url = new("--url") { Description = "Address of the alerting role; default: the one of the settings' web section on this machine.", HelpName = "URL" };
    private readonly Option<FileInfo?> _token = new("--token-file") { Description = "File with the token that web.auth asks for; default: the one of the settings, where no other address is named.", HelpName = "PATH" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_token);
        _arguments.AddTo(command);
    }

    /// <summary>Asks, and prints: exit code 0 where it was done, 1 where it was refused or nobody answers, 2 for a wrong command line.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<AlertingClient, Task<AlertingAnswer?>> ask, Action<string> print)
    {
        var url = parsed.GetValue(_url);
        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
        {
            await Console.Error.WriteLineAsync($"--url {url}: give an address like http://127.0.0.1:9099.");
            return SettingsArguments.UsageError;
        }

        if (_arguments.Load(parsed, Console.Error, defaultCluster: "unnamed") is not { } settings) return SettingsArguments.UsageError;
        try
        {
            using var client = new AlertingClient(settings.Web, url is null ? null : new Uri(url), ReadToken(parsed.GetValue(_token), url is null ? settings.Web : null));
            if (await ask(client) is not { } answer)
                throw new TransportException($"Nobody answers at {client.Address}: start the process, or name its address with --url.", isTransient: true);
            if (answer.IsGood) print(answer.Body);
            else await Console.Error.WriteAsync(answer.Body.Length > 0 ? answer.Body : $"{client.Address} answered {(int)answer.Status}.\n");
            return answer.IsGood ? 0 : 1;
        }
        catch (Exception failure) when (failure is TransportException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    // Whoever may read the settings' file of tokens on this machine need not name it again.
    private static string? ReadToken(FileInfo? named, WebOptions? own)
    {
        var file = named?.FullName ?? (own is { Auth: WebAuth.Token } ? own.TokenFile : null);
        return file is null ? null : File.ReadLines(file).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0);
    }
}
