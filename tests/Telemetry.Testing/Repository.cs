namespace Telemetry.Testing;

/// <summary>The checkout that the tests run from.</summary>
public static class Repository
{
    /// <summary>Folder that holds <c>Telemetry.sln</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Telemetry.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Telemetry.sln was not found above the test's folder.");
    }
}
