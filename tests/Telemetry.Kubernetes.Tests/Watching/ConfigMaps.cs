using Telemetry.Kubernetes.Watching;
using Telemetry.Testing.Kubernetes;

namespace Telemetry.Kubernetes.Tests.Watching;

/// <summary>ConfigMaps in the stand-in, and what a mirror of them has to know.</summary>
internal sealed class ConfigMaps(KubernetesStandIn server)
{
    public static readonly ResourceQuery All = new("/api/v1/configmaps");

    private readonly Dictionary<string, string> _expected = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Expected => _expected;

    public void Put(int number, string text, string labels = "")
    {
        server.Put("configmaps", $$$"""{"metadata":{"name":"m-{{{number:00000}}}","namespace":"load","labels":{ {{{labels}}} }},"data":{"text":"{{{text}}}"}}""");
        _expected[$"load/m-{number:00000}"] = text;
    }

    public void Delete(int number)
    {
        server.Delete("configmaps", "load", $"m-{number:00000}");
        _expected.Remove($"load/m-{number:00000}");
    }
}
