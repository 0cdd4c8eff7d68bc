namespace Telemetry.Credentials;

/// <summary>Where a token, a password, a certificate or a key comes from: a file, which is read again when it changes, or fixed text.</summary>
public sealed record CredentialSource
{
    private readonly string? _text;

    private CredentialSource(string name, string? file, string? text)
    {
        Name = name;
        File = file;
        _text = text;
    }

    /// <summary>What to call it in a message: the file's path, or where the text stands.</summary>
    public string Name { get; }

    /// <summary>The file; null for fixed text.</summary>
    public string? File { get; }

    /// <summary>What stands in a file.</summary>
    public static CredentialSource OfFile(string path) => new(path, path, text: null);

    /// <summary>The text itself, as a kubeconfig carries it.</summary>
    /// <param name="text">The secret; it is never printed.</param>
    /// <param name="name">What to call it in a message.</param>
    public static CredentialSource OfText(string text, string name) => new(name, file: null, text);

    /// <summary>The content now.</summary>
    /// <exception cref="CredentialsException">The file cannot be read.</exception>
    public string Read()
    {
        if (_text is not null) return _text;
        try
        {
            return System.IO.File.ReadAllText(File!);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CredentialsException($"{File} cannot be read: {unreadable.Message} Check the path in the settings and the file's rights.", unreadable);
        }
    }

    /// <summary>The name, never the content.</summary>
    public override string ToString() => Name;
}
