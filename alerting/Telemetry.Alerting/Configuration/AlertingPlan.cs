using Telemetry.Alerting.Configuration.AlertmanagerFiles;
using Telemetry.Alerting.Inhibition;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Templates;
using Telemetry.Alerting.TimeIntervals;

namespace Telemetry.Alerting.Configuration;

/// <summary>What the settings and <c>alerting.config_file</c> together say, checked and compiled. Immutable; a reload makes another one.</summary>
internal sealed record AlertingPlan
{
    /// <summary>Alertmanager's default of <c>resolve_timeout</c>.</summary>
    public static readonly TimeSpan DefaultResolveTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Root of the routing tree; it matches everything.</summary>
    public required Route Root { get; init; }

    /// <summary>In the order of the settings.</summary>
    public IReadOnlyList<InhibitRule> InhibitRules { get; init; } = [];

    /// <summary>Every time interval that a route names, by name.</summary>
    public IReadOnlyDictionary<string, TimeInterval> TimeIntervals { get; init; } = new Dictionary<string, TimeInterval>(StringComparer.Ordinal);

    /// <summary>When an alert of others without an end counts as resolved, after it was last sent.</summary>
    public TimeSpan ResolveTimeout { get; init; } = DefaultResolveTimeout;

    /// <summary>Whether an alert whose start is to come is told of then, not at once as Alertmanager does.</summary>
    public bool AwaitFutureStarts { get; init; }

    /// <summary>What routes can name, with everything filled in that the file's <c>global</c> section gives.</summary>
    public IReadOnlyList<ReceiverOptions> Receivers { get; init; } = [];

    /// <summary>Alertmanager's default templates and those of the settings.</summary>
    public TemplateSet Templates { get; init; } = TemplateSet.Default;

    /// <summary>What is odd but no error, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Compiles settings that were validated.</summary>
    public static AlertingPlan From(AlertingOptions options)
    {
        var file = options.ConfigFile;
        return new()
        {
            Root = file is null ? RouteBuilder.Build(options.Route) : RouteBuilder.Build(file.Route, options.Route),
            InhibitRules = [.. (file?.InhibitRules ?? []).Concat(options.InhibitRules).Select(rule => rule.Compile())],
            TimeIntervals = (file?.TimeIntervals ?? []).Concat(file?.MuteTimeIntervals ?? []).Concat(options.TimeIntervals)
                .ToDictionary(interval => interval.Name, interval => interval.Compile(), StringComparer.Ordinal),
            AwaitFutureStarts = options.AwaitFutureStarts,
            ResolveTimeout = options.ResolveTimeout ?? file?.Global.ResolveTimeout ?? DefaultResolveTimeout,
            Receivers = [.. file is null ? [] : ReceiverTranslation.Of(file), .. options.Receivers],
            Templates = TemplateSet.With(TemplateFiles.Of(options).SelectMany(TemplateFiles.Read)),
            Warnings = [.. file is null ? [] : FileWarnings.Of(file)],
        };
    }
}
