using System.Text.Json.Nodes;

namespace Telemetry.Testing.Kubernetes;

/// <summary>One version of an object: a row of the store's history.</summary>
/// <param name="Version">Version of the store that it made.</param>
/// <param name="Key">Kind, namespace and name.</param>
/// <param name="Object">The object; for a deletion its last state.</param>
/// <param name="IsDeleted">Whether this deleted it.</param>
internal sealed record StoredVersion(long Version, StoredKey Key, JsonObject Object, bool IsDeleted);

/// <summary>Identity of an object.</summary>
internal sealed record StoredKey(ResourceKind Kind, string Namespace, string Name)
{
    /// <summary>Where it stands in the order of a list.</summary>
    public string SortKey => Kind.IsNamespaced ? $"/{Namespace}/{Name}" : $"/{Name}";
}
