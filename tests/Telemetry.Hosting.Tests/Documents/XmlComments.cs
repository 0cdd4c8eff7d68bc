using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Telemetry.Hosting.Tests.Documents;

/// <summary>The summaries of a property and of a class, as one line of Markdown.</summary>
internal static partial class XmlComments
{
    private static readonly Dictionary<Assembly, Dictionary<string, XElement>> Loaded = [];

    public static string SummaryOf(PropertyInfo property)
    {
        var summary = Find(property.DeclaringType!.Assembly, $"P:{property.DeclaringType.FullName}.{property.Name}");
        return summary.Length > 0 ? summary : SummaryOf(property.PropertyType);
    }

    private static string SummaryOf(Type type) => Find(type.Assembly, $"T:{type.FullName}");

    private static string Find(Assembly assembly, string member)
    {
        if (!Loaded.TryGetValue(assembly, out var members)) Loaded[assembly] = members = Load(assembly);
        return members.TryGetValue(member, out var element) ? Text(element.Element("summary")) : "";
    }

    private static Dictionary<string, XElement> Load(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal)
            : [];
    }

    private static string Text(XElement? summary) => summary is null ? "" : Spaces().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" } reference => $"`{Key((reference.Attribute("cref") ?? reference.Attribute("langword"))!.Value)}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element => string.Concat(element.Nodes().Select(Text)),
        XText text => text.Value,
        _ => "",
    };

    // A property is known to the reader by its key.
    private static string Key(string reference)
    {
        var name = reference.Split('.')[^1];
        return reference.StartsWith("P:", StringComparison.Ordinal) ? JsonNamingPolicy.SnakeCaseLower.ConvertName(name) : name;
    }

    [GeneratedRegex("\\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
