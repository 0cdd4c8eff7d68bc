using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Telemetry.Hosting.Running;

/// <summary>The one HTTP port of a process: health, own metrics, and what the roles serve.</summary>
public sealed class WebOptions : IValidatableObject
{
    public const string DefaultListenAddress = "127.0.0.1:9099";

    /// <summary>Address and port; <c>:9099</c> listens on every address of the machine. There is no login, hence the default.</summary>
    [ConfigurationKeyName("listen-address")]
    public string ListenAddress { get; set; } = DefaultListenAddress;

    /// <summary>How others reach this process; used in the links of a page. Default: the listen address.</summary>
    [ConfigurationKeyName("external-url")]
    public Uri? ExternalUrl { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Running.ListenAddress.TryParse(ListenAddress, out _))
            yield return new ValidationResult($"'{ListenAddress}' is no address and port; write 127.0.0.1:9099 or :9099", [nameof(ListenAddress)]);
        if (ExternalUrl is { Scheme: not ("http" or "https") })
            yield return new ValidationResult("is not an http or https URL", [nameof(ExternalUrl)]);
    }
}
