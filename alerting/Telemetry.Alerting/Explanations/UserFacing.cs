namespace Telemetry.Alerting.Explanations;

/// <summary>Parts whose delay users feel.</summary>
internal static class UserFacing
{
    /// <summary>Nearest to users first.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["apiserver", "coredns", "app", "admission-webhook", "scheduler", "kubelet"];

    /// <summary>Whether a part is one of them.</summary>
    public static bool Includes(string component) => Parts.Contains(component);
}
