using Microsoft.AspNetCore.Http;

namespace Telemetry.Hosting.Access;

/// <summary>Finds out who asks.</summary>
internal interface ICallerCheck
{
    /// <summary>What a refused caller should do, one line.</summary>
    string Cure { get; }

    /// <summary>Name of the caller, empty where nobody asks for one; null where the request may not pass.</summary>
    string? Identify(HttpContext context);

    /// <summary>Status of a refusal; sets the headers that go with it.</summary>
    int Challenge(HttpResponse response);
}
