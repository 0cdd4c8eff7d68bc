using System.Text;
using Telemetry.Credentials;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Telemetry.Kubernetes.Access;

/// <summary>One mapping of a kubeconfig, with its place for messages.</summary>
internal sealed class KubeconfigSection
{
    private readonly YamlMappingNode _node;
    private readonly string _file;

    private KubeconfigSection(YamlMappingNode node, string file, string place) => (_node, _file, Place) = (node, file, place);

    /// <summary>File and entry, for messages.</summary>
    public string Place { get; }

    /// <summary>The whole document.</summary>
    /// <exception cref="KubernetesAccessException">The file cannot be read or is no kubeconfig.</exception>
    public static KubeconfigSection OfFile(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? new KubeconfigSection(root, file, file)
                : throw new KubernetesAccessException($"{file} is no kubeconfig.");
        }
        catch (YamlException malformed)
        {
            throw new KubernetesAccessException($"{file} is no YAML (line {malformed.Start.Line}): {malformed.Message}", malformed);
        }
        catch (InvalidOperationException malformed)
        {
            // The scanner's own answer where a list or a mapping in brackets never ends.
            throw new KubernetesAccessException($"{file} is no YAML: a bracket is not closed.", malformed);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new KubernetesAccessException($"{file} cannot be read: {unreadable.Message} Check kubernetes.kubeconfig_file and the file's rights.", unreadable);
        }
    }

    /// <summary>An entry of one of the kubeconfig's lists of named things.</summary>
    /// <exception cref="KubernetesAccessException">There is none of that name.</exception>
    public KubeconfigSection Entry(string list, string name, string key)
    {
        var entries = Find(list) is YamlSequenceNode sequence ? sequence.Children.OfType<YamlMappingNode>() : [];
        foreach (var entry in entries.Select(node => new KubeconfigSection(node, _file, $"{_file}, {key} {name}")))
        {
            if (entry.Text("name") == name && entry.Find(key) is YamlMappingNode body) return new KubeconfigSection(body, _file, entry.Place);
        }
        throw new KubernetesAccessException($"{_file} has no {key} '{name}' under {list}.");
    }

    /// <summary>Whether the key is there with a value.</summary>
    public bool Has(string key) => Find(key) is not null and not YamlScalarNode { Value: null or "" };

    /// <summary>A text, null where it is absent or empty.</summary>
    public string? Text(string key) => Find(key) is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;

    /// <summary>A flag; false where it is absent.</summary>
    public bool Flag(string key) => Text(key) == "true";

    /// <summary>A text that must be there.</summary>
    /// <exception cref="KubernetesAccessException">It is not.</exception>
    public string Required(string key) => Text(key) ?? throw new KubernetesAccessException($"{Place} has no {key}.");

    /// <summary>A secret in a file that the key names, relative to the kubeconfig's folder.</summary>
    public CredentialSource? File(string key) =>
        Text(key) is { } path ? CredentialSource.OfFile(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_file))!, path)) : null;

    /// <summary>A secret that stands in the kubeconfig itself.</summary>
    /// <param name="key">The key.</param>
    /// <param name="encoded">Whether it is in base64.</param>
    /// <exception cref="KubernetesAccessException">It is no base64.</exception>
    public CredentialSource? Fixed(string key, bool encoded)
    {
        if (Text(key) is not { } text) return null;
        try
        {
            return CredentialSource.OfText(encoded ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : text, $"{key} of {Place}");
        }
        catch (FormatException malformed)
        {
            throw new KubernetesAccessException($"{Place}: {key} is no base64.", malformed);
        }
    }

    private YamlNode? Find(string key) => _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
}
