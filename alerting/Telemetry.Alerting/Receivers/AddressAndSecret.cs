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

    /// <summary>Fault of an address that stands in the settings or, where it is a secret, in a file; one of them must.</summary>
    public static IEnumerable<ValidationResult> CheckUrlOrFile(string? url, string? file, string property, string fileProperty) => (url, file) switch
    {
        (null, null) => [new("is missing; give it or its file", [property])],
        (not null, not null) => [new("is given together with its file; give one of them", [property])],
        (not null, null) => CheckUrl(url, property),
        _ => CheckSecret(new SecretSource(file, Inline: null, fileProperty), fileProperty, UrlFault),
    };

    /// <summary>Fault of a secret that must be there; <paramref name="faultOf"/> judges the content.</summary>
    public static IEnumerable<ValidationResult> CheckSecret(SecretSource source, string property, Func<string, string?> faultOf)
    {
        if (!source.IsGiven) yield return new("is missing", [property]);
        else if (source.Inline is { } inline) { if (faultOf(inline) is { } fault) yield return new($"the value {fault}", [property]); }
        else if (!SecretFile.TryRead(source.File!, out var secret, out var error)) yield return new(error, [property]);
        else if (faultOf(secret) is { } fault) yield return new($"the content of '{source.File}' {fault}", [property]);
    }

    /// <summary>What is wrong with an address, without quoting it (it may hold a secret); null where nothing is.</summary>
    public static string? UrlFault(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps)
            ? null
            : "is no http or https address";
}
