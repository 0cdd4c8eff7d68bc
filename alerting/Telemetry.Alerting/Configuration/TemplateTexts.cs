using Telemetry.Alerting.Configuration.AlertmanagerFiles;

namespace Telemetry.Alerting.Configuration;

/// <summary>Every text of options that holds an action of a template, wherever it stands.</summary>
internal static class TemplateTexts
{
    /// <summary>Texts with the path of the member that holds each.</summary>
    public static IEnumerable<(string Text, string Member)> Of(object? options, string member) =>
        SectionWalk.Of(options, member).Where(step => !step.IsSecret).SelectMany(step => TextsOf(step.Value).Select(text => (text, step.Member)))
            .Where(entry => entry.text.Contains("{{", StringComparison.Ordinal));

    private static IEnumerable<string> TextsOf(object value) => value switch
    {
        string text => [text],
        IEnumerable<string> texts => texts,
        IReadOnlyDictionary<string, string> entries => entries.Values,
        _ => [],
    };
}
