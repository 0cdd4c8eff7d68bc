using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.ClusterState;

/// <summary>Certificate signing requests: those that wait or were refused, and how long the certificates that came of others are good.</summary>
internal sealed class SigningRequestTable(ReasonPool pool) : ObjectTable<SigningRequestState>(MaxRequests)
{
    public const int MaxRequests = 20_000;

    /// <inheritdoc/>
    public override void Write(StatePage page, long nowMs)
    {
        var (conditions, left) = (page.Family("kube_certificatesigningrequest_condition"), page.Family("cluster_certificate_left_seconds"));
        foreach (var condition in (ReadOnlySpan<string>)["approved", "denied", "failed"]) conditions.Sum(0, new Label("condition", condition));
        var pending = 0;
        foreach (var (key, request) in Objects)
        {
            Label[] names = [new("certificatesigningrequest", key.Name), new("signer_name", request.Signer)];
            if (request.Condition.Length == 0) pending++;
            else if (request.Condition == "approved") conditions.Sum(1, new Label("condition", request.Condition));
            else conditions.Name(1, names, new Label("condition", request.Condition));
            if (request.ExpiresMs != 0) left.TryName((request.ExpiresMs - nowMs) / 1000.0, names);
        }

        page.Family("cluster_signing_requests_pending").Sum(pending);
    }

    /// <inheritdoc/>
    protected override SigningRequestState Read(JsonElement document, SigningRequestState? before)
    {
        var status = document.Child("status");
        var condition = status.Items("conditions").Select(condition => condition.Text("type")).LastOrDefault("");
        return new SigningRequestState(pool.Share(document.Child("spec").Text("signerName")), pool.Share(condition.ToLowerInvariant()), ExpiryOf(status.Child("certificate")));
    }

    private static long ExpiryOf(JsonElement certificate)
    {
        if (certificate.ValueKind != JsonValueKind.String || !certificate.TryGetBytesFromBase64(out var pem)) return 0;
        try
        {
            using var issued = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(pem));
            return new DateTimeOffset(issued.NotAfter).ToUnixTimeMilliseconds();
        }
        catch (CryptographicException)
        {
            // Not a certificate: then its expiry is unknown, the request itself is told all the same.
            return 0;
        }
    }
}

/// <summary>What is kept of a signing request.</summary>
/// <param name="Signer">Name of the signer.</param>
/// <param name="Condition">What became of it: <c>approved</c>, <c>denied</c>, <c>failed</c>; empty while it waits.</param>
/// <param name="ExpiresMs">When its certificate expires, Unix milliseconds; 0 where there is none.</param>
internal sealed record SigningRequestState(string Signer, string Condition, long ExpiresMs);
