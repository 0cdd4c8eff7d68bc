using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting.Templates;

namespace Telemetry.Alerting.Configuration;

/// <summary>Reads the files of templates, and tries every text of the receivers on sample messages.</summary>
internal static class TemplateCheck
{
    /// <summary>Everything at once; texts are not tried where a file cannot be read.</summary>
    public static IEnumerable<ValidationResult> FaultsOf(AlertingOptions options)
    {
        var files = new List<(string Name, string Text)>();
        var faults = TemplateFiles.Of(options).Select(entry => Read(entry, files)).OfType<ValidationResult>().ToArray();
        return faults.Length > 0 ? faults : TextFaults(options, TemplateSet.With(files));
    }

    private static ValidationResult? Read(TemplateFiles.Entry entry, List<(string Name, string Text)> files)
    {
        // Alertmanager takes a file that is not there for none; our own settings mean what they say.
        if (!entry.IsForeign && TemplateFiles.IsMissing(entry)) return new($"there is no file '{entry.Pattern}'", [entry.Member]);
        try
        {
            var read = TemplateFiles.Read(entry).ToArray();
            TemplateSet.With(read);
            files.AddRange(read);
            return null;
        }
        catch (Exception fault) when (fault is TemplateException or IOException or UnauthorizedAccessException)
        {
            return new(fault.Message, [entry.Member]);
        }
    }

    private static IEnumerable<ValidationResult> TextFaults(AlertingOptions options, TemplateSet templates)
    {
        var texts = TemplateTexts.Of(options.ConfigFile?.Receivers, $"{nameof(options.ConfigFile)}.Receivers")
            .Concat(TemplateTexts.Of(options.Receivers, nameof(options.Receivers)));
        foreach (var (text, member) in texts)
        {
            if (SampleMessages.All.Select(sample => FaultOf(text, sample, templates)).FirstOrDefault(fault => fault is not null) is { } fault)
                yield return new(fault, [member]);
        }

        foreach (var (name, problem) in templates.MissingCalls()) yield return new($"template \"{name}\" {problem}", [options.ConfigFile is null ? nameof(options.Templates) : $"{nameof(options.ConfigFile)}.Templates"]);
    }

    private static string? FaultOf(string text, Grouping.NotificationData sample, TemplateSet templates)
    {
        try
        {
            templates.ExpandStrictly(text, sample, escapesHtml: false);
            return null;
        }
        catch (TemplateException fault)
        {
            return fault.Message;
        }
    }
}
