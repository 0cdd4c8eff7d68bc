using System.Text.Json;
using Telemetry.Collector.ClusterState;

namespace Telemetry.Collector.Changes;

/// <summary>What counts as a change of one kind of object.</summary>
/// <param name="kind">The kind, in Kubernetes's spelling.</param>
/// <param name="resource">Name of its collection.</param>
internal abstract class ChangeRule(string kind, string resource)
{
    /// <summary>The kind, in Kubernetes's spelling.</summary>
    public string Kind => kind;

    /// <summary>Name of its collection, see <see cref="ClusterResources"/>.</summary>
    public string Resource => resource;

    /// <summary>Whether it is a change that an object comes or goes.</summary>
    public virtual bool TellsPresence => false;

    /// <summary>Whether an object that went is remembered for the one of the same name that takes its place.</summary>
    public virtual bool OutlivesObjects => false;

    /// <summary>What is remembered of a document; null where it is none of those whose changes are told.</summary>
    public abstract KnownObject? Read(ObjectKey key, JsonElement document);

    /// <summary>What differs.</summary>
    public abstract IEnumerable<Difference> Compare(KnownObject before, KnownObject now);

    /// <summary>The component of the topology that an object concerns; empty where it is none.</summary>
    /// <param name="key">The object.</param>
    /// <param name="ofName">The component that a name hints at, or null.</param>
    public virtual string ComponentOf(ObjectKey key, Func<string, string?> ofName) => "";

    /// <summary>Its uid.</summary>
    protected static string UidOf(JsonElement document) => document.Child("metadata").Text("uid");
}
