namespace Telemetry.Hosting.Running;

/// <summary>Who this process is, in logs and in what it exports.</summary>
/// <param name="Role">The subcommand, such as <c>standalone</c>.</param>
/// <param name="Version">The product's version.</param>
/// <param name="Instance">Tells this process from others of its role: host name and process id.</param>
internal sealed record HostIdentity(string Role, string Version, string Instance);
