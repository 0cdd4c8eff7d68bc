using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Telemetry.Hosting.Settings;

/// <summary>
/// One YAML document as nodes that know their place. Repeated keys are errors; an alias is the node of its anchor again.
/// Depth and total number of nodes are bounded, so that no document can take the process down.
/// </summary>
internal sealed class YamlReader(string source, SettingsProblems problems)
{
    private const int MaxDepth = 50;
    private const int MaxNodes = 100_000;

    private readonly Dictionary<string, SettingsNode> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    /// <summary>Reads a document; false when it is not one (then there is a problem). An empty document is a null value.</summary>
    public bool TryRead(TextReader text, out SettingsNode root)
    {
        root = new ScalarNode(new Place(source), "", isPlain: true);
        var parser = new Parser(text);
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return true;
            parser.Consume<DocumentStart>();
            root = ReadNode(parser, depth: 0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
                throw Wrong(second, "a second document begins here; settings are one document");
            return true;
        }
        catch (YamlException error)
        {
            // The end is where reading stopped; the start may be that of a whole block.
            problems.Add(Place.At(source, error.End), "", $"not valid YAML: {error.Message}");
            return false;
        }
        catch (InvalidOperationException)
        {
            // The scanner's own answer where a list or a mapping in brackets never ends.
            problems.Add(Place.At(source, parser.Current?.End ?? Mark.Empty), "", "not valid YAML: behind this stands no value; is a bracket not closed?");
            return false;
        }
    }

    private SettingsNode ReadNode(Parser parser, int depth)
    {
        var current = parser.Current!;
        if (depth > MaxDepth) throw Wrong(current, $"nested deeper than {MaxDepth} levels");
        Count(current);
        if (parser.TryConsume<AnchorAlias>(out var alias)) return Resolve(alias);

        var anchor = (current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        SettingsNode node = current switch
        {
            MappingStart => ReadMapping(parser, depth),
            SequenceStart => ReadSequence(parser, depth),
            _ => ReadScalar(parser),
        };
        if (!anchor.IsEmpty) _anchors[anchor.Value] = node;
        return node;
    }

    private ScalarNode ReadScalar(Parser parser)
    {
        var scalar = parser.Consume<Scalar>();
        return new ScalarNode(Place.At(source, scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private SequenceNode ReadSequence(Parser parser, int depth)
    {
        var sequence = new SequenceNode(Place.At(source, parser.Consume<SequenceStart>().Start));
        while (!parser.TryConsume<SequenceEnd>(out _)) sequence.Items.Add(ReadNode(parser, depth + 1));
        return sequence;
    }

    private MappingNode ReadMapping(Parser parser, int depth)
    {
        var mapping = new MappingNode(Place.At(source, parser.Consume<MappingStart>().Start));
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
                throw Wrong(parser.Current!, "a key must be plain text");
            var entry = new MappingEntry(key.Value, Place.At(source, key.Start), ReadNode(parser, depth + 1));
            if (!mapping.TryAdd(entry))
                problems.Add(entry.Place, entry.Key, "this key is written twice here; remove one");
        }
        return mapping;
    }

    private SettingsNode Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
            throw Wrong(alias, $"no anchor &{alias.Value} stands before this alias");
        return Copy(node, alias);
    }

    // A copy, so that an edit of one place does not change the other.
    private SettingsNode Copy(SettingsNode node, ParsingEvent user)
    {
        Count(user);
        switch (node)
        {
            case SequenceNode sequence:
                var items = new SequenceNode(sequence.Place);
                foreach (var item in sequence.Items) items.Items.Add(Copy(item, user));
                return items;
            case MappingNode mapping:
                var copy = new MappingNode(mapping.Place);
                foreach (var entry in mapping.Entries) copy.TryAdd(entry with { Value = Copy(entry.Value, user) });
                return copy;
            default:
                return node;
        }
    }

    private static YamlException Wrong(ParsingEvent current, string problem) => new(current.Start, current.Start, problem);

    private void Count(ParsingEvent current)
    {
        if (++_nodes > MaxNodes) throw Wrong(current, $"more than {MaxNodes} values");
    }
}
