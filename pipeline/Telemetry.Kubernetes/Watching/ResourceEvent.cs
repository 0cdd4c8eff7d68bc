using System.Runtime.InteropServices;
using System.Text.Json;

namespace Telemetry.Kubernetes.Watching;

/// <summary>One thing that a list or a watch told.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Change">What happened.</param>
/// <param name="Object">
/// The API server's own JSON document, its <c>metadata.managedFields</c> without <c>fieldsV1</c> (who wrote and when is told, not what); undefined for <see cref="ResourceChange.Replaced"/> and
/// <see cref="ResourceChange.Synced"/>. Its memory is the event's own: who keeps a part of it keeps all of it, so take out what is needed.
/// </param>
/// <param name="ReceivedAt">When it was received.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ResourceEvent(ResourceQuery Query, ResourceChange Change, JsonElement Object, DateTimeOffset ReceivedAt);
