using System.Text.Json;
using Telemetry.Collector.ClusterState;
using Telemetry.Contracts.Changes;

namespace Telemetry.Collector.Changes;

/// <summary>
/// Command lines of the control plane's own pods. A static pod with new flags is a new object under the old name, so what went is
/// remembered for it.
/// </summary>
internal sealed class FlagsRule() : ChangeRule("Pod", ClusterResources.Pods)
{
    private const int MaxFlags = 300;
    private const string NotTold = "(not told)";

    private static readonly string[] Secret = ["token", "password", "secret"];

    /// <inheritdoc/>
    public override bool OutlivesObjects => true;

    /// <inheritdoc/>
    public override KnownObject? Read(ObjectKey key, JsonElement document)
    {
        if (key.Namespace != "kube-system" || document.Child("metadata").Child("labels").Text("tier") != "control-plane") return null;
        var flags = document.Child("spec").Items("containers").SelectMany(container => container.Items("command").Concat(container.Items("args")));
        return new KnownObject(UidOf(document), string.Join('\n', flags.Where(flag => flag.ValueKind == JsonValueKind.String).Take(MaxFlags).Select(flag => Told(flag.GetString()!))));
    }

    /// <inheritdoc/>
    public override IEnumerable<Difference> Compare(KnownObject before, KnownObject now)
    {
        if (before.Values[0] == now.Values[0]) return [];
        var (gone, come) = TextLines.Difference(before.Values[0], now.Values[0]);
        return [new Difference(ChangeSubjects.Flags, gone, come, now.Uid)];
    }

    /// <inheritdoc/>
    public override string ComponentOf(ObjectKey key, Func<string, string?> ofName) => ofName(key.Name) ?? "";

    private static string Told(string flag)
    {
        flag = flag.ReplaceLineEndings(" ");
        var end = flag.IndexOf('=', StringComparison.Ordinal);
        return end > 0 && Array.Exists(Secret, word => flag.AsSpan(0, end).Contains(word, StringComparison.OrdinalIgnoreCase)) ? flag[..(end + 1)] + NotTold : flag;
    }
}
