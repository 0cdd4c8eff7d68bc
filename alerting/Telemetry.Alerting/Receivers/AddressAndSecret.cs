using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers;

/// <summary>What receivers' settings have in common: an address, and secrets that must be in their files before the start.</summary>
internal static class AddressAndSecret
{
    /// <summary>Fault of an address that must be there.</summary>
    public static IEnumerable<ValidationResult> CheckUrl(string? url, string property)
    {
        if (string.IsNullOrEmpty(url)) yield return new("is missing", [property]);
        else if (UrlFault(url) is { } fault) yield return new(fault, [property]);
    }

    /// <summary>Fault of a secret's file that must be there; <paramref name="faultOf"/> judges the content.</summary>
    public static IEnumerable<ValidationResult> CheckSecret(string? file, string property, Func<string, string?> faultOf)
    {
        if (string.IsNullOrEmpty(file)) yield return new("is missing", [property]);
        else if (!SecretFile.TryRead(file, out var secret, out var error)) yield return new(error, [property]);
        else if (faultOf(secret) is { } fault) yield return new($"the content of '{file}' {fault}", [property]);
    }

    /// <summary>What is wrong with an address, without quoting it (it may hold a secret); null where nothing is.</summary>
    public static string? UrlFault(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps)
            ? null
            : "is no http or https address";
}
