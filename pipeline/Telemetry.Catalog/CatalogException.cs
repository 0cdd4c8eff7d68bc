namespace Telemetry.Catalog;

/// <summary>A catalog file cannot be used. The message lists every error with its line.</summary>
public sealed class CatalogException(IReadOnlyList<string> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>Errors in the order of the file, each naming file and line.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
