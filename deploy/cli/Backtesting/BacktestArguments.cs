using System.CommandLine;
using System.Globalization;
using Telemetry.Backtest.Running;
using Telemetry.Catalog;

namespace Telemetry.Cli.Backtesting;

/// <summary>The command line of <c>telemetry backtest</c>.</summary>
internal sealed class BacktestArguments
{
    private const double DaysPerMonth = 30;

    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(6);

    private readonly Argument<string?> _input = new("RECORDING|URL")
    {
        Description = "Folder of a recording; or address of a Prometheus, read by its query API, or by remote read where it ends in /api/v1/read.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _csv = new("--csv")
    {
        Description = "A file of series, .gz or not: first column time, then value, or one column a series, or series,value. A column label is never read.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _scores = new("--scores") { Description = "With --csv: writes timestamp,series,value,score,alert,warming, a line for each cell.", HelpName = "OUT.csv" };
    private readonly Option<string?> _events = new("--events") { Description = "Writes what happened to incidents, a JSON object a line (docs/formats/events.md).", HelpName = "OUT.jsonl" };

    private readonly Option<string?> _forecasts = new("--forecasts")
    {
        Description = "With --csv: writes timestamp,series,horizon_s,q05,q50,q95,limit,p_breach for 1, 5, 15 and 30 minutes ahead.",
        HelpName = "OUT.csv",
    };

    private readonly Option<double?> _budget = new("--budget")
    {
        Description = "False pages allowed per day, by everything together and by each series on its own; one in 30 days unless given.",
        HelpName = "PER_DAY",
    };

    private readonly Option<string?> _topology = new("--topology") { Description = "Who calls whom, as YAML: caller: [callees] (docs/formats/topology.md).", HelpName = "FILE" };
    private readonly Option<string?> _manifest = new("--manifest") { Description = "What is known to have happened: events and stock_rules of a manifest.json; a recording has its own.", HelpName = "FILE" };

    private readonly Option<string[]> _rules = new("--rules")
    {
        Description = "With a recording or a URL: Prometheus rule files; where prometheus and promtool are on PATH, they evaluate them over the same pages, for comparison.",
        HelpName = "FILE...",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<DateTimeOffset?> _from = new("--from") { Description = "With a URL: beginning, as 2026-11-21T00:00:00Z; six hours before the end unless given.", HelpName = "TIME" };
    private readonly Option<DateTimeOffset?> _to = new("--to") { Description = "With a URL: end; now unless given.", HelpName = "TIME" };
    private readonly Option<string?> _keep = new("--keep") { Description = "With a URL: keeps what was read as a recording, for further runs.", HelpName = "DIR" };
    private readonly Option<string?> _token = new("--token-file") { Description = "With a URL: file whose content is sent as a bearer token.", HelpName = "FILE" };

    /// <summary>Where the report for people goes.</summary>
    public Option<string?> Html { get; } = new("--html") { Description = "Writes the report with pictures as one HTML page.", HelpName = "FILE" };

    /// <summary>Where the report for machines goes.</summary>
    public Option<string?> Json { get; } = new("--json") { Description = "Writes the report as JSON (docs/formats/backtest.md).", HelpName = "FILE" };

    /// <summary>Adds the arguments to the command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_input);
        foreach (var option in (Option[])[_csv, _scores, _events, _forecasts, _budget, _topology, _manifest, _rules, _from, _to, _keep, _token, Html, Json]) command.Options.Add(option);
    }

    /// <summary>Why they cannot be followed; null where they can.</summary>
    public string? Refusal(ParseResult parsed)
    {
        var budget = BudgetOf(parsed);
        if (!(budget > 0) || double.IsInfinity(budget)) return string.Create(CultureInfo.InvariantCulture, $"--budget {budget}: give a number of false pages per day above 0.");
        if (parsed.GetValue(_from) is { } from && parsed.GetValue(_to) is { } to && from >= to) return "--from is not before --to.";
        return (parsed.GetValue(_input), parsed.GetValue(_csv)) switch
        {
            (null, null) => "Name what to run over: the folder of a recording, the URL of a Prometheus, or --csv FILE; --help shows examples.",
            (not null, not null) => "Name a recording, a URL or --csv FILE, not two of them.",
            (not null, _) when parsed.GetValue(_scores) is not null || parsed.GetValue(_forecasts) is not null => "--scores and --forecasts go with --csv.",
            (_, not null) when parsed.GetValue(_rules) is { Length: > 0 } => "--rules goes with a recording or a URL: a file of series has no pages.",
            _ => null,
        };
    }

    /// <summary>The request for a file of series; null where none is named.</summary>
    /// <exception cref="CatalogException">The topology cannot be used.</exception>
    public CsvRequest? CsvOf(ParseResult parsed) => parsed.GetValue(_csv) is not { } file ? null
        : new CsvRequest(file, new BacktestSettings(BudgetOf(parsed), CatalogOf(parsed).Topology))
        {
            Scores = parsed.GetValue(_scores),
            Events = parsed.GetValue(_events),
            Forecasts = parsed.GetValue(_forecasts),
            Manifest = parsed.GetValue(_manifest),
        };

    /// <summary>The request for a Prometheus; null where none is named.</summary>
    /// <exception cref="CatalogException">The topology cannot be used.</exception>
    public PrometheusRequest? PrometheusOf(ParseResult parsed)
    {
        if (!Uri.TryCreate(parsed.GetValue(_input), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return null;
        var to = parsed.GetValue(_to) ?? TimeProvider.System.GetUtcNow();
        return new PrometheusRequest(address, parsed.GetValue(_from) ?? to - DefaultSpan, to, CatalogOf(parsed))
        {
            Keep = parsed.GetValue(_keep),
            TokenFile = parsed.GetValue(_token),
        };
    }

    /// <summary>The request for a recording.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="history">Folder of a recording that was made of a Prometheus; null for the one that is named.</param>
    /// <exception cref="CatalogException">The topology cannot be used.</exception>
    public RecordingRequest RecordingOf(ParseResult parsed, string? history = null)
    {
        var input = parsed.GetValue(_input)!;
        var name = history is null ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(input))) : input;
        return new RecordingRequest(history ?? input, name, CatalogOf(parsed), BudgetOf(parsed) * DaysPerMonth)
        {
            Manifest = parsed.GetValue(_manifest),
            Events = parsed.GetValue(_events),
            Rules = parsed.GetValue(_rules) ?? [],
        };
    }

    private SignalCatalog CatalogOf(ParseResult parsed) => parsed.GetValue(_topology) is { } file
        ? SignalCatalog.BuiltIn.WithTopology(CatalogOptions.Read(file, "--topology"), file)
        : SignalCatalog.BuiltIn;

    private double BudgetOf(ParseResult parsed) => parsed.GetValue(_budget) ?? BacktestSettings.DefaultBudgetPerDay;
}
