namespace Telemetry.Kubernetes.Watching;

/// <summary>What a list or a watch told about a resource kind.</summary>
public enum ResourceChange
{
    /// <summary>
    /// A fresh list begins. The objects known until now hold until <see cref="Synced"/>; where another one of this comes before that,
    /// the list broke off and begins again. Carries no object.
    /// </summary>
    Replaced,

    /// <summary>The object exists: part of a list, or newly created. In a list it carries no <c>kind</c>.</summary>
    Added,

    /// <summary>The object changed.</summary>
    Modified,

    /// <summary>The object is gone; the document is its last state.</summary>
    Deleted,

    /// <summary>Nothing changed up to the document's <c>metadata.resourceVersion</c>.</summary>
    Bookmark,

    /// <summary>The fresh list is complete: what is not in it is gone. Carries no object.</summary>
    Synced,
}
