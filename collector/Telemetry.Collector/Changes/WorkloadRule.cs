using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Telemetry.Collector.ClusterState;
using Telemetry.Contracts.Changes;

namespace Telemetry.Collector.Changes;

/// <summary>Deployments, stateful sets, daemon sets: a new image, or else a new generation.</summary>
internal sealed class WorkloadRule(string kind, string resource) : ChangeRule(kind, resource)
{
    private const int Generation = 0;
    private const int Images = 1;
    private const int Replicas = 2;
    private const int Template = 3;

    /// <inheritdoc/>
    public override KnownObject? Read(ObjectKey key, JsonElement document)
    {
        var spec = document.Child("spec");
        var pod = spec.Child("template").Child("spec");
        var images = pod.Items("initContainers").Concat(pod.Items("containers")).Select(container => $"{container.Text("name")}={container.Text("image")}");
        return new KnownObject(
            UidOf(document),
            document.Child("metadata").Number("generation").ToString(CultureInfo.InvariantCulture),
            string.Join('\n', images),
            spec.Child("replicas").ValueKind == JsonValueKind.Number ? spec.Number("replicas").ToString(CultureInfo.InvariantCulture) : "",
            HashOf(spec.Child("template")));
    }

    /// <inheritdoc/>
    public override IEnumerable<Difference> Compare(KnownObject before, KnownObject now)
    {
        var (old, recent) = (before.Values, now.Values);
        var isSame = before.Uid == now.Uid;
        if (isSame && old[Generation] == recent[Generation]) return [];
        var mark = $"{now.Uid}/{recent[Generation]}";
        if (old[Images] != recent[Images])
        {
            var (gone, come) = TextLines.Difference(old[Images], recent[Images]);
            return [new Difference(ChangeSubjects.Image, gone, come, mark, isSame ? Join($"generation {old[Generation]} → {recent[Generation]}", ReplicasOf(old, recent)) : "created anew")];
        }

        // One of the same name that was created anew begins to count from one: that is no new generation.
        return isSame ? [new Difference(ChangeSubjects.Generation, old[Generation], recent[Generation], mark, DetailOf(old, recent))] : [];
    }

    /// <inheritdoc/>
    public override string ComponentOf(ObjectKey key, Func<string, string?> ofName) =>
        ofName(key.Name) ?? (key.Namespace == "kube-system" ? "" : ofName("app") ?? "");

    private static string DetailOf(string[] old, string[] recent)
    {
        var detail = Join(ReplicasOf(old, recent), old[Template] == recent[Template] ? "" : "template changed");
        return detail.Length > 0 ? detail : "settings changed";
    }

    private static string ReplicasOf(string[] old, string[] recent) =>
        old[Replicas] == recent[Replicas] ? "" : $"replicas {old[Replicas]} → {recent[Replicas]}";

    private static string Join(params IEnumerable<string> parts) => string.Join("; ", parts.Where(part => part.Length > 0));

    private static string HashOf(JsonElement template) => template.ValueKind == JsonValueKind.Undefined
        ? ""
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(template.GetRawText())).AsSpan(0, 8));
}
