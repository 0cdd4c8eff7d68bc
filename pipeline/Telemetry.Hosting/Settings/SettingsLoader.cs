namespace Telemetry.Hosting.Settings;

/// <summary>
/// Reads one YAML document into options classes, strictly: unknown keys, wrong values, values out of range and broken relations are all
/// collected and told together, each with its line. <c>docs/configuration.md</c> describes the notation.
/// </summary>
public static class SettingsLoader
{
    /// <summary>Loads settings from a file, then applies edits in their order.</summary>
    /// <typeparam name="T">The options class of the whole document; its property initialisers are the defaults.</typeparam>
    /// <param name="file">Path of the YAML file; null for defaults alone.</param>
    /// <param name="edits"><c>path=value</c> arguments of <c>--set</c>.</param>
    public static SettingsResult<T> Load<T>(string? file, IEnumerable<string> edits)
        where T : class, new()
    {
        if (file is null) return Parse<T>("", "settings", edits);
        try
        {
            using var text = SettingsDocument.Open(file);
            return Read<T>(text, file, edits);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new SettingsResult<T>(null, [new SettingsError(file, "", Directory.Exists(file) ? "is a folder; name the settings file in it" : $"cannot be read: {error.Message}")]);
        }
    }

    /// <summary>Loads settings from text; <paramref name="source"/> stands for the file name in errors.</summary>
    public static SettingsResult<T> Parse<T>(string text, string source, IEnumerable<string> edits)
        where T : class, new()
    {
        using var reader = new StringReader(text);
        return Read<T>(reader, source, edits);
    }

    private static SettingsResult<T> Read<T>(TextReader text, string source, IEnumerable<string> edits)
        where T : class, new()
    {
        var problems = new SettingsProblems();
        var whole = new Place(source);
        // What an unreadable document lacks is no news.
        if (!SettingsDocument.TryRead(text, source, problems, out var root)) return new SettingsResult<T>(null, problems.ToErrors());
        foreach (var edit in edits) SettingsEdit.Apply(edit, root, SettingsSchema.Of(typeof(T)), problems);

        var settings = new T();
        var binder = new SettingsBinder(problems);
        binder.BindObject(root, settings, "");
        new SettingsValidator(binder, problems).Validate(settings, "", whole);

        var errors = problems.ToErrors();
        return new SettingsResult<T>(errors.Count == 0 ? settings : null, errors);
    }
}
