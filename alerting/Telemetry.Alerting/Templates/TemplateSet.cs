using System.Collections.Concurrent;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Templates.Evaluation;
using Telemetry.Alerting.Templates.Syntax;

namespace Telemetry.Alerting.Templates;

/// <summary>
/// Templates by name: Alertmanager's default ones and those of the settings over them. Texts of receivers' settings are expanded with
/// it. Safe for concurrent use.
/// </summary>
internal sealed class TemplateSet
{
    // Texts come from settings, so that there are few; beyond this they are read anew each time.
    private const int MaxKnownTexts = 1000;

    private readonly Dictionary<string, ParsedTemplate> _templates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ParsedTemplate> _texts = new(StringComparer.Ordinal);
    private long _failures;

    private TemplateSet()
    {
    }

    /// <summary>The default templates alone.</summary>
    public static TemplateSet Default { get; } = With([]);

    /// <summary>How often a text of the settings could not be expanded and <see cref="DefaultTemplates.Subject"/> stood in for it.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>The default templates with others over them; of two of a name the later one holds.</summary>
    /// <param name="files">Names and texts, in their order.</param>
    /// <exception cref="TemplateException">A text is no template.</exception>
    public static TemplateSet With(IEnumerable<(string Name, string Text)> files)
    {
        var set = new TemplateSet();
        foreach (var (name, text) in DefaultTemplates.All.Concat(files)) set.Add(TemplateParser.Parse(name, text));
        return set;
    }

    /// <summary>
    /// A text of the settings for a message. It cannot fail: where the text does not fit the message, the default subject is given, so
    /// that a page is never lost over its wording.
    /// </summary>
    public string Expand(string text, NotificationData data) => ExpandOrSubject(text, data, escapesHtml: false);

    /// <summary>The same as part of an HTML page: values are escaped.</summary>
    public string ExpandHtml(string text, NotificationData data) => ExpandOrSubject(text, data, escapesHtml: true);

    /// <summary>A text of the settings for a message.</summary>
    /// <exception cref="TemplateException">The text is no template or does not fit the message.</exception>
    public string ExpandStrictly(string text, NotificationData data, bool escapesHtml)
    {
        var parsed = Parsed(text);
        var run = new TemplateRun(name => parsed.Definitions.GetValueOrDefault(name) ?? _templates.GetValueOrDefault(name), escapesHtml);
        return run.Expand(parsed, new MessageObject(data));
    }

    /// <summary>Templates that call another which there is not, and what is wrong with each.</summary>
    public IEnumerable<(string Name, string Problem)> MissingCalls() => _templates.Values.SelectMany(template =>
        TemplateCalls.Of(template.Body).Where(called => !_templates.ContainsKey(called)).Select(called => (template.Name, $"calls \"{called}\", which there is not")));

    private string ExpandOrSubject(string text, NotificationData data, bool escapesHtml)
    {
        // Most texts are plain.
        if (!text.Contains("{{", StringComparison.Ordinal)) return text;
        try
        {
            return ExpandStrictly(text, data, escapesHtml);
        }
        catch (TemplateException)
        {
            Interlocked.Increment(ref _failures);
            return Default.ExpandStrictly(DefaultTemplates.Subject, data, escapesHtml);
        }
    }

    private ParsedTemplate Parsed(string text)
    {
        if (_texts.TryGetValue(text, out var known)) return known;
        var parsed = TemplateParser.Parse("text", text);
        if (_texts.Count < MaxKnownTexts) _texts[text] = parsed;
        return parsed;
    }

    private void Add(ParsedTemplate file)
    {
        Put(file);
        foreach (var template in file.Definitions.Values) Put(template);
    }

    private void Put(ParsedTemplate template)
    {
        if (!template.IsEmpty || !_templates.ContainsKey(template.Name)) _templates[template.Name] = template;
    }
}
