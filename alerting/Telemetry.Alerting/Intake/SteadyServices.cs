using Microsoft.Extensions.DependencyInjection;

namespace Telemetry.Alerting.Intake;

/// <summary>Registers what counts time by the clock of decisions.</summary>
internal static class SteadyServices
{
    /// <summary>
    /// Adds a service whose <see cref="TimeProvider"/> is the steady one. What comes in is dated by the clock that decides on it, and what is
    /// sent again by the clock that it was written down by: a step of the wall clock must neither end an alert nor give up its message.
    /// </summary>
    public static void AddSteady<T>(this IServiceCollection services)
        where T : class =>
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<T>(provider, provider.GetRequiredService<SteadyTime>()));
}
