using Microsoft.AspNetCore.Http;

namespace Telemetry.Alerting.Api;

/// <summary>One request as the endpoints see it.</summary>
/// <param name="Query">Its query.</param>
/// <param name="Id">What stands in the path behind <c>/silence/</c>; else empty.</param>
/// <param name="Body">Its body, read whole.</param>
/// <param name="User">Who asks; empty where nobody said who they are.</param>
/// <param name="Aborted">The client is gone.</param>
internal sealed record ApiCall(IQueryCollection Query, string Id, ReadOnlyMemory<byte> Body, string User, CancellationToken Aborted);
