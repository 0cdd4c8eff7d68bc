using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Hosting.Running;

namespace Telemetry.Hosting.Access;

/// <summary>Puts the gate before the pages of a process.</summary>
internal static class AccessServices
{
    /// <summary>Registers what it needs.</summary>
    public static void AddAccess(this IServiceCollection services, WebOptions web)
    {
        services.AddSingleton(web);
        services.AddSingleton<AccessMetrics>();
        services.AddSingleton<ICallerCheck>(provider => web.Auth switch
        {
            WebAuth.Token => new TokenCaller(new TokenFile(web.TokenFile!, provider.GetRequiredService<TimeProvider>())),
            WebAuth.Proxy => new ProxyCaller(web),
            _ => new AnyCaller(),
        });
        services.AddSingleton<AccessGate>();
    }

    /// <summary>Lets everything that is mapped be reached through the gate only.</summary>
    public static void UseAccess(this WebApplication application) =>
        application.Use(next => context => application.Services.GetRequiredService<AccessGate>().InvokeAsync(context, next));
}
