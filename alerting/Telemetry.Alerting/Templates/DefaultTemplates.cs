namespace Telemetry.Alerting.Templates;

/// <summary>The templates that are always there: <c>default.tmpl</c>, with Alertmanager's names and output.</summary>
internal static class DefaultTemplates
{
    /// <summary>The line that names a group: status, how many, and its labels.</summary>
    public const string Subject = """{{ template "__subject" . }}""";

    private const string FileName = "default.tmpl";

    /// <summary>Names and texts.</summary>
    public static IEnumerable<(string Name, string Text)> All
    {
        get
        {
            using var stream = typeof(DefaultTemplates).Assembly.GetManifestResourceStream(FileName)!;
            using var reader = new StreamReader(stream);
            return [(FileName, reader.ReadToEnd())];
        }
    }
}
