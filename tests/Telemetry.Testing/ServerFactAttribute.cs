using Xunit;

namespace Telemetry.Testing;

/// <summary>
/// A test that runs real programs of this machine. Skipped with a reason where one is missing, unless
/// <c>TELEMETRY_SERVERS=required</c> promises them (<c>./telemetry test</c> does): then it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute(params string[] programs) => Skip = Programs.ReasonToSkip(programs);
}

/// <summary>Programs on the path.</summary>
public static class Programs
{
    /// <summary>Full path of a program, or null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Whether what tests need is promised to be here: then a test that misses it runs and fails.</summary>
    public static bool ArePromised => Environment.GetEnvironmentVariable("TELEMETRY_SERVERS") == "required";

    /// <summary>Why a test that needs these programs is skipped; null where they are here, or promised.</summary>
    public static string? ReasonToSkip(params string[] programs) => ReasonToSkip(ArePromised, programs);

    /// <summary>The same, whoever promises.</summary>
    public static string? ReasonToSkip(bool arePromised, params string[] programs)
    {
        if (arePromised) return null;
        var missing = programs.Where(program => Find(program) is null).ToArray();
        return missing.Length == 0 ? null : $"Not installed: {string.Join(", ", missing)}. `./telemetry test` installs them.";
    }
}
