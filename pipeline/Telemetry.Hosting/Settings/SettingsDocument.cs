namespace Telemetry.Hosting.Settings;

/// <summary>A settings file as keys with values, before any of them has a type.</summary>
internal static class SettingsDocument
{
    // A larger file is no settings file, or a mistake.
    private const long MaxFileBytes = 1 << 20;

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It cannot be read, or is too large.</exception>
    public static StreamReader Open(string file)
    {
        var reader = new StreamReader(file);
        if (reader.BaseStream.Length <= MaxFileBytes) return reader;
        reader.Dispose();
        throw new IOException($"settings have at most {MaxFileBytes} bytes");
    }

    /// <summary>Reads a document; false where it is none, and then there is a problem.</summary>
    public static bool TryRead(TextReader text, string source, SettingsProblems problems, out MappingNode root)
    {
        root = new MappingNode(new Place(source));
        if (!new YamlReader(source, problems).TryRead(text, out var document)) return false;
        if (document is ScalarNode { IsNull: true }) return true;
        if (document is not MappingNode mapping)
        {
            problems.Add(document.Place, "", $"settings are keys with values, found {document.Kind}");
            return false;
        }

        foreach (var entry in mapping.Entries) root.TryAdd(entry);
        return true;
    }
}
