using System.CommandLine;
using Telemetry.Hosting.Settings;

namespace Telemetry.Cli.Settings;

/// <summary>The options that name settings, the same for every subcommand, and what becomes of them.</summary>
internal sealed class SettingsArguments
{
    /// <summary>Exit code of wrong usage and wrong settings.</summary>
    public const int UsageError = 2;

    private readonly Option<string?> _config = new("--config")
    {
        Description = "Settings file (YAML); see docs/configuration.md.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Sets one key over the file, for example --set web.listen-address=:9099. May be repeated.",
        HelpName = "path=value",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "Share of the targets to scrape; the same as --set collector.shard=i/n, so that a reload cannot change it.",
        HelpName = "i/n",
    };

    private bool _scrapes;

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_config);
        command.Options.Add(_set);
    }

    /// <summary>Adds <c>--shard</c> to a command that scrapes.</summary>
    public void AddShardTo(Command command)
    {
        command.Options.Add(_shard);
        _scrapes = true;
    }

    /// <summary>Reads the settings of a process that watches a live cluster, in silence.</summary>
    public SettingsResult<TelemetrySettings> Read(ParseResult arguments)
    {
        var result = Read<NamedClusterSettings>(arguments, []);
        return new SettingsResult<TelemetrySettings>(result.Settings, result.Errors);
    }

    /// <summary>Loads the settings; every error goes to <paramref name="errors"/>, one line each, and then there are none.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="errors">Where errors go.</param>
    /// <param name="defaultCluster">Name of the cluster where none is given; null makes it required.</param>
    /// <param name="further">Edits behind those of <c>--set</c>.</param>
    public TelemetrySettings? Load(ParseResult arguments, TextWriter errors, string? defaultCluster = null, params IEnumerable<string> further)
    {
        if (defaultCluster is null) return Load<NamedClusterSettings>(arguments, errors, further);
        if (Load<TelemetrySettings>(arguments, errors, further) is not { } settings) return null;
        if (settings.Cluster.Name.Length == 0) settings.Cluster.Name = defaultCluster;
        return settings;
    }

    private T? Load<T>(ParseResult arguments, TextWriter errors, IEnumerable<string> further)
        where T : TelemetrySettings, new()
    {
        var result = Read<T>(arguments, further);
        foreach (var error in result.Errors) errors.WriteLine(error);
        return result.Settings;
    }

    private SettingsResult<T> Read<T>(ParseResult arguments, IEnumerable<string> further)
        where T : TelemetrySettings, new()
    {
        string[] edits = [.. arguments.GetValue(_set) ?? [], .. further];
        if (arguments.GetValue(_shard) is { } shard) edits = [.. edits, $"collector.shard={shard}"];
        var result = SettingsLoader.Load<T>(arguments.GetValue(_config), edits);
        return _scrapes && result.Settings?.Collector.FindShardProblem() is { } problem
            ? new SettingsResult<T>(null, [new SettingsError(arguments.GetValue(_config) ?? "settings", "collector.shard", problem)])
            : result;
    }
}
