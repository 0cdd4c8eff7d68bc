using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>What is wrong with the settings of a mail receiver.</summary>
internal static class EmailOptionsCheck
{
    // Every mail carries these; a second one would make it a malformed one.
    private static readonly string[] Own =
        ["Message-ID", "Date", "References", "In-Reply-To", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "To", "From"];

    /// <summary>Every fault.</summary>
    public static IEnumerable<ValidationResult> FaultsOf(EmailOptions options)
    {
        if (MailAddresses.FaultOf(options.To) is { } to) yield return new(to, [nameof(EmailOptions.To)]);
        if (MailAddresses.FaultOf(options.From) is { } from) yield return new(from, [nameof(EmailOptions.From)]);
        if (!Smarthost.TryParse(options.Smarthost, out _)) yield return new("is no mail server; write host:port", [nameof(EmailOptions.Smarthost)]);
        foreach (var name in options.Headers.Keys.Where(name => Own.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            yield return new($"holds {name}, which every mail carries anyway", [nameof(EmailOptions.Headers)]);
        }

        foreach (var name in options.Headers.Keys.Where(name => name.Length == 0 || !name.All(letter => letter is > ' ' and < '\x7f' and not ':')))
        {
            yield return new($"holds '{name}', which is no name of a header", [nameof(EmailOptions.Headers)]);
        }

        if (string.IsNullOrEmpty(options.AuthUsername)) yield break;
        if (!options.Password.IsGiven && !options.CramSecret.IsGiven)
        {
            yield return new("is missing; auth_username needs it or auth_secret_file", [nameof(EmailOptions.AuthPasswordFile)]);
        }

        var secrets = new[] { (options.Password, nameof(EmailOptions.AuthPasswordFile)), (options.CramSecret, nameof(EmailOptions.AuthSecretFile)) };
        foreach (var fault in secrets.Where(secret => secret.Item1.IsGiven).SelectMany(secret => AddressAndSecret.CheckSecret(secret.Item1, secret.Item2, _ => null)))
        {
            yield return fault;
        }
    }
}
