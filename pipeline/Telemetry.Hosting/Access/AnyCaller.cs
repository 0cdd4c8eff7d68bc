using Microsoft.AspNetCore.Http;

namespace Telemetry.Hosting.Access;

/// <summary><c>web.auth: none</c>.</summary>
internal sealed class AnyCaller : ICallerCheck
{
    /// <inheritdoc/>
    public string Cure => "";

    /// <inheritdoc/>
    public string? Identify(HttpContext context) => "";

    /// <inheritdoc/>
    public int Challenge(HttpResponse response) => StatusCodes.Status403Forbidden;
}
