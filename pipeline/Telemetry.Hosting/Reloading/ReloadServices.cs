using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Telemetry.Hosting.Reloading;

/// <summary>Registers the reloading of settings: SIGHUP, and <c>POST /-/reload</c> as in Prometheus.</summary>
public static class ReloadServices
{
    /// <summary>Adds it. The application must have an <see cref="ISettingsReload"/>.</summary>
    public static IServiceCollection AddReloading(this IServiceCollection services, Func<IServiceProvider, ISettingsReload> create)
    {
        services.AddSingleton(create);
        services.AddSingleton<ReloadMetrics>();
        services.AddSingleton<SettingsReloader>();
        services.AddHostedService(provider => provider.GetRequiredService<SettingsReloader>());
        return services;
    }

    /// <summary>
    /// Maps <c>/-/reload</c>. It has no switch, other than Prometheus's: it reads a file that stands on this machine, and nothing of the
    /// request takes part.
    /// </summary>
    public static void MapReloading(this WebApplication application)
    {
        var reloader = application.Services.GetRequiredService<SettingsReloader>();
        application.MapMethods("/-/reload", [HttpMethods.Post, HttpMethods.Put], () => Answer(reloader.Reload()));
    }

    private static IResult Answer(ReloadOutcome outcome) => outcome.Problems.Count == 0
        ? Results.Text(outcome.NeedRestart.Count == 0 ? "" : $"hold only after a restart: {string.Join(", ", outcome.NeedRestart)}\n")
        : Results.Text($"failed to reload config: {string.Join('\n', outcome.Problems)}\n", statusCode: StatusCodes.Status500InternalServerError);
}
