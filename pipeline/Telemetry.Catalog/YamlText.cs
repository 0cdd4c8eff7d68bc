using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Telemetry.Catalog;

/// <summary>Reads YAML into documents, with a line of our own for whatever is none.</summary>
internal static class YamlText
{
    /// <summary>The documents of a text; null, with the error added, where it is not YAML.</summary>
    public static IList<YamlDocument>? Read(string yaml, string source, List<string> errors)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
            return stream.Documents;
        }
        catch (YamlException malformed)
        {
            errors.Add($"{source}:{malformed.End.Line}: not YAML: {malformed.Message}");
        }
        catch (InvalidOperationException)
        {
            // The scanner's own answer where a list or a mapping in brackets never ends.
            errors.Add($"{source}: not YAML: a bracket is not closed");
        }

        return null;
    }
}
