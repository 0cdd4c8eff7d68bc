using Microsoft.AspNetCore.Http;
using Telemetry.Series.Queries;

namespace Telemetry.Series.Api;

/// <summary>Carries one request from parameters to answer, or to the refusal that Prometheus would give.</summary>
/// <param name="name">Name of the endpoint in our metrics.</param>
/// <param name="takesPost">Whether the endpoint takes a form; all take GET.</param>
/// <param name="answer">Makes the answer.</param>
internal sealed class ApiRoute(string name, bool takesPost, Func<HttpContext, ApiParameters, CancellationToken, Task<ApiAnswer>> answer)
{
    public async Task HandleAsync(HttpContext context, QueryMetrics metrics, TimeProvider clock)
    {
        var began = clock.GetTimestamp();
        try
        {
            if (Takes(context.Request.Method)) await AnswerAsync(context);
            else await ApiResponse.MethodNotAllowedAsync(context, takesPost ? "GET, POST" : "GET");
        }
        finally
        {
            metrics.Answered(name, context.Response.StatusCode, clock.GetElapsedTime(began));
        }
    }

    private bool Takes(string method) => HttpMethods.IsGet(method) || (takesPost && HttpMethods.IsPost(method));

    private async Task AnswerAsync(HttpContext context)
    {
        ApiAnswer made;
        try
        {
            var parameters = await ApiParameters.ReadAsync(context.Request, context.RequestAborted);
            made = await answer(context, parameters, context.RequestAborted);
        }
        catch (QueryFailedException failure)
        {
            await ApiResponse.FailAsync(context, failure);
            return;
        }

        await ApiResponse.SucceedAsync(context, made);
    }
}
