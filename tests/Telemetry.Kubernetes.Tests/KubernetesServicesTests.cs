using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Credentials;
using Telemetry.Kubernetes.Access;
using Telemetry.Kubernetes.Client;
using Telemetry.Kubernetes.Watching;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Kubernetes.Tests;

public sealed class KubernetesServicesTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Client_OfAServerThatIsNotVerified_IsCounted(bool isSkipped, long expected)
    {
        var access = new KubernetesAccess(new Uri("https://127.0.0.1:1/"), new HttpSecurity { SkipVerify = isSkipped }, "the test");
        await using var provider = new ServiceCollection().AddLogging().AddKubernetes(access).BuildServiceProvider();
        using var readings = new MeterReadings(provider.GetRequiredService<IMeterFactory>());

        provider.GetRequiredService<IResourceFeed>();

        Assert.Same(access, provider.GetRequiredService<KubernetesClient>().Access);
        Assert.Equal(expected, readings.SumOf("telemetry.kubernetes.servers.unverified"));
    }
}
