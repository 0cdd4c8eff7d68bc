using System.ComponentModel.DataAnnotations;

namespace Telemetry.Catalog;

/// <summary>Settings of the catalog, section <c>catalog</c>: which families matter and what is forwarded.</summary>
public sealed class CatalogOptions : IValidatableObject
{
    /// <summary>File that changes, removes or adds entries of the built-in catalog; see docs/catalog.md.</summary>
    public string? File { get; set; }

    /// <summary>File of who calls whom, added to the built-in topology; see docs/formats/topology.md.</summary>
    public string? Topology { get; set; }

    /// <summary>What targets forward whose scrape config does not say: the families of the catalog, or all.</summary>
    public ForwardScope Forward { get; set; } = ForwardScope.Catalog;

    /// <summary>The catalog that holds.</summary>
    /// <exception cref="CatalogException">A file cannot be read, or something in it is wrong; every error is listed with its line.</exception>
    public SignalCatalog Load()
    {
        var catalog = File is null ? SignalCatalog.BuiltIn : SignalCatalog.BuiltIn.With(Read(File), File);
        return (Topology is null ? catalog : catalog.WithTopology(Read(Topology, "catalog.topology"), Topology)).Forwarding(Forward);
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        try
        {
            Load();
            return [];
        }
        catch (CatalogException broken)
        {
            return [.. broken.Errors.Select(error => new ValidationResult(error, [error.StartsWith(Topology ?? "\0", StringComparison.Ordinal) ? nameof(Topology) : nameof(File)]))];
        }
    }

    /// <summary>Reads a catalog file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="setting">Setting or option that names it, for the message.</param>
    /// <exception cref="CatalogException">It cannot be read.</exception>
    public static string Read(string file, string setting = "catalog.file")
    {
        try
        {
            return System.IO.File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CatalogException([$"{file} cannot be read: {unreadable.Message} Check {setting} and the file's rights."]);
        }
    }
}
