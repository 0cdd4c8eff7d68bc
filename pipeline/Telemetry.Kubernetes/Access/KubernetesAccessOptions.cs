using System.ComponentModel.DataAnnotations;

namespace Telemetry.Kubernetes.Access;

/// <summary>How to reach the API server: by default as the service account of the pod that this process runs in.</summary>
public class KubernetesAccessOptions : IValidatableObject
{
    /// <summary>Where the kubelet mounts a pod's service account.</summary>
    public const string DefaultServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Kubeconfig; without it the pod's service account is taken.</summary>
    public string? KubeconfigFile { get; set; }

    /// <summary>Context of the kubeconfig; without it its current one.</summary>
    public string? Context { get; set; }

    /// <summary>Folder of the service account's <c>token</c> and <c>ca.crt</c>.</summary>
    [Required]
    public string ServiceAccountFolder { get; set; } = DefaultServiceAccountFolder;

    /// <summary>Relations between the keys.</summary>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Context is not null && KubeconfigFile is null)
            yield return new("kubernetes.context names a context of a kubeconfig; name that in kubernetes.kubeconfig_file.", [nameof(Context)]);
    }
}
