using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Hosting.Access;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Hosting.MetricsPage;

namespace Telemetry.Hosting.Running;

/// <summary>
/// A process of Telemetry: one HTTP port, logs on stderr, own metrics and traces. Roles add their services to the builder and their pages
/// to the application; <see cref="HostRunner"/> runs it.
/// </summary>
public static class TelemetryHost
{
    /// <summary>A stop that takes longer than this is given up and reported; Kubernetes kills after 30 s.</summary>
    public static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(25);

    private const long MaxRequestBytes = 4 << 20;

    /// <summary>Nothing is read from the environment or from other files than our settings.</summary>
    /// <param name="role">The subcommand, such as <c>standalone</c>.</param>
    /// <param name="web">Validated settings of the HTTP port.</param>
    /// <param name="diagnostics">Validated settings of logs and export.</param>
    public static WebApplicationBuilder CreateBuilder(string role, WebOptions web, DiagnosticsOptions diagnostics)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "telemetry",
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (!ListenAddress.TryParse(web.ListenAddress, out var endPoint)) throw new ArgumentException(web.ListenAddress, nameof(web));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            // Every address: on a machine without IPv6 too.
            if (endPoint.Address.Equals(IPAddress.IPv6Any)) kestrel.ListenAnyIP(endPoint.Port);
            else kestrel.Listen(endPoint);
        });
        ConsoleLogs.Configure(builder.Logging, diagnostics.Log);
        // What ends a host is told by its runner, in a line with the cure; the framework would tell it twice more.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopDeadline);
        builder.Services.AddRouting().AddMetrics();
        builder.Services.AddHealthChecks().AddCheck<HostReadiness>("host");
        builder.Services.AddSingleton(IdentityOf(role));
        builder.Services.AddSingleton(diagnostics.Otlp);
        builder.Services.AddSingleton<InstrumentListener>();
        builder.Services.TryAddSingleton<IMetricsPage, TextMetricsPage>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<OtlpExport>();
        builder.Services.AddAccess(web);
        return builder;
    }

    /// <summary>
    /// Puts the prefix of <c>web.external-url</c> and then <c>web.auth</c> before every page; maps the health pages and <c>/metrics</c>. From here
    /// on own metrics are counted.
    /// </summary>
    public static void MapHostPages(this WebApplication application)
    {
        application.UsePathPrefix(application.Services.GetRequiredService<WebOptions>());
        application.UseAccess();
        HealthPages.Map(application);
        var listener = application.Services.GetRequiredService<InstrumentListener>();
        listener.Start();
        application.Services.GetRequiredService<IMetricsPage>().Map(application, "/metrics", listener.Observe);
    }

    private static HostIdentity IdentityOf(string role)
    {
        var version = typeof(TelemetryHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        return new HostIdentity(role, version.Split('+')[0], $"{Environment.MachineName}-{Environment.ProcessId}");
    }
}
