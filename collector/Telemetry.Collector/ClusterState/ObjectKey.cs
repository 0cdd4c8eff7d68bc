using System.Runtime.InteropServices;
using System.Text.Json;

namespace Telemetry.Collector.ClusterState;

/// <summary>Which object of a kind.</summary>
/// <param name="Namespace">Namespace; empty for objects that have none.</param>
/// <param name="Name">Name.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ObjectKey(string Namespace, string Name)
{
    /// <summary>Longest name that the API admits, in characters; a longer one is no object's.</summary>
    public const int MaxLength = 253;

    /// <summary>The key of a document; false where it has no name.</summary>
    public static bool TryRead(JsonElement document, out ObjectKey key)
    {
        var metadata = document.Child("metadata");
        key = new ObjectKey(metadata.Text("namespace"), metadata.Text("name"));
        return key.Name.Length is > 0 and <= MaxLength && key.Namespace.Length <= MaxLength;
    }
}
