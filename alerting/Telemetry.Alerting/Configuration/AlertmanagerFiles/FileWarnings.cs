using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>What is odd with an Alertmanager file but no error.</summary>
internal static class FileWarnings
{
    private const int MaxNamed = 10;

    /// <summary>One line each; secrets in one line together.</summary>
    public static IEnumerable<string> Of(AlertmanagerFile file)
    {
        var path = file.Location?.ToString() ?? "config_file";
        var secrets = SectionWalk.Of(file, "").Where(step => step.IsSecret && step.Value is string { Length: > 0 }).Select(step => KeyOf(step.Member)).ToArray();
        if (secrets.Length > 0)
        {
            var named = string.Join(", ", secrets.Take(MaxNamed)) + (secrets.Length > MaxNamed ? $" and {secrets.Length - MaxNamed} more" : "");
            var cures = string.Join(", ", secrets.Select(FileKeyOf).Distinct(StringComparer.Ordinal));
            yield return $"{path}: {named}: the secret stands in the file itself; write it into a file of its own and name that by {cures}";
        }

        foreach (var step in SectionWalk.Of(file, ""))
        {
            if (step is { Owner: HttpSection, Property.Name: nameof(HttpSection.FollowRedirects), Value: true })
                yield return $"{path}: {KeyOf(step.Member)}: redirects are never followed";
        }

        var unowned = Unowned(file).ToArray();
        if (unowned.Length > 0)
            yield return $"{path}: route: alerts that page through {string.Join(", ", unowned)} have no owner and no runbook that we know of; name a team, and see to an annotation runbook_url";
        foreach (var missing in TemplateFiles.Of(new AlertingOptions { ConfigFile = file }).Where(TemplateFiles.IsMissing)) yield return $"{path}: templates: there is no file '{missing.Pattern}'";
        if (file.MuteTimeIntervals.Count > 0) yield return $"{path}: mute_time_intervals: the name is going away in Alertmanager; write time_intervals";
    }

    // The rules themselves are others': what they lack can only be said, not refused.
    private static IEnumerable<string> Unowned(AlertmanagerFile file)
    {
        var pagers = file.Receivers.Where(receiver => receiver.PagerDuty.Count + receiver.Opsgenie.Count > 0).Select(receiver => receiver.Name).ToHashSet(StringComparer.Ordinal);
        return RouteBuilder.Build(file.Route).SelfAndDescendants().Where(route => route.Team.Length == 0 && pagers.Contains(route.Receiver))
            .Select(route => route.Receiver).Distinct(StringComparer.Ordinal);
    }

    /// <summary>A member's path as the document spells it.</summary>
    private static string KeyOf(string member)
    {
        Type? type = typeof(AlertmanagerFile);
        return string.Join('.', member.Split('.').Select(part =>
        {
            var name = part.Split('[')[0];
            var property = type!.GetProperty(name)!;
            type = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
            var written = property.GetCustomAttributes(typeof(ConfigurationKeyNameAttribute), inherit: false).OfType<ConfigurationKeyNameAttribute>().FirstOrDefault()?.Name;
            return (written ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(name)) + part[name.Length..];
        }));
    }

    private static string FileKeyOf(string key) => key[(key.LastIndexOf('.') + 1)..] switch
    {
        "bearer_token" => "authorization.credentials_file",
        "smtp_auth_secret" or "auth_secret" => "auth_password_file",
        "wechat_api_secret" => "nothing, the receiver is not supported",
        var last => last + "_file",
    };
}
