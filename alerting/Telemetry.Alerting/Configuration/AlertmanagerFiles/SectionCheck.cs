using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>
/// What is wrong with the receivers of an Alertmanager file: ways to say one thing twice, and what the options that the sections become
/// find wrong with themselves.
/// </summary>
internal static class SectionCheck
{
    private const string FileSuffix = "File";

    // Keys that say the same, so that one of each row may be written at most.
    private static readonly (Type Section, string[] Members)[] Alternatives =
    [
        (typeof(GlobalSection), [nameof(GlobalSection.SlackApiUrl), nameof(GlobalSection.SlackApiUrlFile)]),
        (typeof(GlobalSection), [nameof(GlobalSection.OpsgenieApiKey), nameof(GlobalSection.OpsgenieApiKeyFile)]),
        (typeof(GlobalSection), [nameof(GlobalSection.SmtpAuthPassword), nameof(GlobalSection.SmtpAuthPasswordFile)]),
        (typeof(PagerDutySection), [nameof(PagerDutySection.RoutingKey), nameof(PagerDutySection.RoutingKeyFile), nameof(PagerDutySection.ServiceKey), nameof(PagerDutySection.ServiceKeyFile)]),
        (typeof(SlackSection), [nameof(SlackSection.ApiUrl), nameof(SlackSection.ApiUrlFile)]),
        (typeof(OpsgenieSection), [nameof(OpsgenieSection.ApiKey), nameof(OpsgenieSection.ApiKeyFile)]),
        (typeof(EmailSection), [nameof(EmailSection.AuthPassword), nameof(EmailSection.AuthPasswordFile)]),
        (typeof(BasicAuthSection), [nameof(BasicAuthSection.Password), nameof(BasicAuthSection.PasswordFile)]),
        (typeof(AuthorizationSection), [nameof(AuthorizationSection.Credentials), nameof(AuthorizationSection.CredentialsFile)]),
        (typeof(HttpSection), [nameof(HttpSection.BasicAuth), nameof(HttpSection.Authorization), nameof(HttpSection.Oauth2), nameof(HttpSection.BearerToken), nameof(HttpSection.BearerTokenFile)]),
    ];

    /// <summary>Everything at once, by paths from the file's beginning.</summary>
    public static IEnumerable<ValidationResult> FaultsOf(AlertmanagerFile file)
    {
        var steps = SectionWalk.Of(file, "").ToArray();
        foreach (var owner in steps.GroupBy(step => step.Owner, ReferenceEqualityComparer.Instance))
        {
            foreach (var (_, alike) in Alternatives.Where(row => row.Section == owner.Key!.GetType()))
            {
                var written = owner.Where(step => alike.Contains(step.Property.Name)).ToArray();
                if (written.Length > 1) yield return new("is given together with another key that says the same; give one of them", [written[1].Member]);
            }
        }

        var members = steps.Select(step => step.Member).ToHashSet(StringComparer.Ordinal);
        var receivers = ReceiverTranslation.Of(file);
        for (var i = 0; i < receivers.Count; i++)
        {
            foreach (var (fault, member) in FaultsOf(receivers[i], $"{nameof(file.Receivers)}[{i}]")) yield return new(fault, [AsWritten(member, members)]);
        }
    }

    // What is wrong with a secret is told of its file, which need not be how the section gives it.
    private static string AsWritten(string member, HashSet<string> written)
    {
        if (written.Contains(member) || !member.EndsWith(FileSuffix, StringComparison.Ordinal)) return member;
        var inline = member[..^FileSuffix.Length];
        return written.Contains(inline) ? inline : member;
    }

    // Sections and options spell their members alike, so that a path in the one is a path in the other.
    private static IEnumerable<(string Fault, string Member)> FaultsOf(ReceiverOptions receiver, string member)
    {
        foreach (var step in SectionWalk.Of(receiver, member).Where(step => step.Value is not string))
        {
            foreach (var (options, path) in Validatable(step))
            {
                foreach (var fault in options.Validate(new ValidationContext(options)))
                    yield return (fault.ErrorMessage ?? "is not valid", $"{path}.{fault.MemberNames.FirstOrDefault()}".TrimEnd('.'));
            }
        }
    }

    private static IEnumerable<(IValidatableObject Options, string Path)> Validatable(SectionWalk.Step step) => step.Value switch
    {
        IValidatableObject options => [(options, step.Member)],
        System.Collections.IList list => list.Cast<object>().Select((item, i) => (Item: item as IValidatableObject, Path: $"{step.Member}[{i}]"))
            .Where(entry => entry.Item is not null).Select(entry => (entry.Item!, entry.Path)),
        _ => [],
    };
}
