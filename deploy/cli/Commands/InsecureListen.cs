using System.CommandLine;

namespace Telemetry.Cli.Commands;

/// <summary><c>--insecure-listen</c>: said, not set, so that no file copied from elsewhere opens a port without a login.</summary>
internal static class InsecureListen
{
    public static Option<bool> Option() => new("--insecure-listen")
    {
        Description = "Lets web.auth none listen on addresses that other machines can reach.",
    };
}
