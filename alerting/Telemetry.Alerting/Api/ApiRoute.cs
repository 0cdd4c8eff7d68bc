namespace Telemetry.Alerting.Api;

/// <summary>A path of the API and what it answers to.</summary>
/// <param name="Name">The path behind <c>/api/v2</c>, for metrics.</param>
/// <param name="Methods">What answers to which method, in the order in which a refusal names them.</param>
internal sealed record ApiRoute(string Name, params (string Method, Func<ApiCall, Task<ApiAnswer>> Answer)[] Methods)
{
    /// <summary>What answers to a method; null where nothing does.</summary>
    public Func<ApiCall, Task<ApiAnswer>>? Find(string method) => Array.Find(Methods, entry => entry.Method == method).Answer;

    /// <summary>The methods that are answered.</summary>
    public string Allowed => string.Join(',', Methods.Select(entry => entry.Method));

    /// <summary>What a refused body should have been.</summary>
    public string Body => Name == "/alerts" ? "alerts" : "silence";
}
