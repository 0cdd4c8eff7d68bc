using System.Globalization;
using Telemetry.Collector.ClusterState;
using Telemetry.Kubernetes.Watching;
using Xunit;

namespace Telemetry.Collector.Tests.ClusterState;

public sealed class ClusterViewTests : IDisposable
{
    private readonly ClusterScript _script = new();

    [Theory]
    [InlineData("CrashLoopBackOff")]
    [InlineData("ImagePullBackOff")]
    [InlineData("CreateContainerError")]
    public void Pod_ThatWaits_IsNamedWithItsReason(string reason)
    {
        _script.List("pods", Pod("a", waiting: reason));

        Assert.Contains($"kube_pod_container_status_waiting_reason{{namespace=\"default\",pod=\"a\",uid=\"u-a\",container=\"c\",reason=\"{reason}\"}} 1", _script.Page());
        Assert.Contains($"kube_pod_container_status_waiting_reason{{reason=\"{reason}\"}} 0", _script.Page());
    }

    [Fact]
    public void Pod_ThatRecovers_WaitsNoMore()
    {
        _script.List("pods", Pod("a", waiting: "CrashLoopBackOff")).Tell("pods", ResourceChange.Modified, Pod("a"));

        Assert.DoesNotContain(_script.Page(), line => line.Contains("pod=\"a\"", StringComparison.Ordinal));
        Assert.Contains("kube_pod_status_phase{phase=\"Running\"} 1", _script.Page());
    }

    [Fact]
    public void Container_RestartedForMemory_IsCountedByItsReasonFromThereOn()
    {
        _script.List("pods", Pod("a", restarts: 5, last: "Error")).Tell("pods", ResourceChange.Modified, Pod("a", restarts: 7, last: "OOMKilled"));

        Assert.Contains("cluster_container_restarts_total{reason=\"OOMKilled\"} 2", _script.Page());
        Assert.Contains("cluster_container_restarts_total{reason=\"Error\"} 0", _script.Page());
        Assert.Contains("kube_pod_container_status_restarts_total{namespace=\"default\",pod=\"a\",uid=\"u-a\",container=\"c\"} 7", _script.Page());
    }

    [Fact]
    public void Pod_OfTheSameNameMadeAnew_IsNoRestart()
    {
        _script.List("pods", Pod("a", restarts: 1)).Tell("pods", ResourceChange.Modified, Pod("a", uid: "other", restarts: 9, last: "Error"));

        Assert.Contains("cluster_container_restarts_total{reason=\"Error\"} 0", _script.Page());
    }

    [Fact]
    public void Pod_PendingAndUnschedulable_HasItsAge()
    {
        _script.List("pods", Pod("a", phase: "Pending", createdMs: ClusterScript.StartMs - 90_000, unschedulableMs: ClusterScript.StartMs - 60_000));

        var page = _script.Page();
        Assert.Contains("kube_pod_status_phase{namespace=\"default\",pod=\"a\",uid=\"u-a\",phase=\"Pending\"} 1", page);
        Assert.Contains("kube_pod_status_unschedulable{namespace=\"default\",pod=\"a\",uid=\"u-a\"} 1", page);
        Assert.Contains("cluster_pod_pending_max_seconds 90", page);
        Assert.Contains("cluster_pod_unschedulable_max_seconds 60", page);
    }

    [Fact]
    public void Rollout_WithoutProgress_UsesUpItsDeadlineAndIsStuck()
    {
        _script.List("deployments", Deployment("web", "True", "ReplicaSetUpdated", progressedMs: ClusterScript.StartMs - 150_000, deadline: 300));
        Assert.Contains("cluster_rollout_deadline_used_ratio 0.5", _script.Page());

        _script.Tell("deployments", ResourceChange.Modified, Deployment("web", "False", "ProgressDeadlineExceeded", ClusterScript.StartMs - 300_000, 300));
        Assert.Contains("cluster_rollout_deadline_used_ratio 1", _script.Page());
        Assert.Contains(
            "kube_deployment_status_condition{namespace=\"default\",deployment=\"web\",condition=\"Progressing\",status=\"false\",reason=\"ProgressDeadlineExceeded\"} 1", _script.Page());
    }

    [Fact]
    public void Autoscaler_AtItsMaximumOrUnable_IsTold()
    {
        _script.List("hpas", """
            {"metadata":{"name":"h","namespace":"default"},"spec":{"minReplicas":1,"maxReplicas":10},
             "status":{"currentReplicas":9,"desiredReplicas":10,"conditions":[{"type":"ScalingActive","status":"False"},{"type":"AbleToScale","status":"True"}]}}
            """);

        var page = _script.Page();
        Assert.Contains("cluster_autoscalers_at_maximum 1", page);
        Assert.Contains("kube_horizontalpodautoscaler_status_condition{namespace=\"default\",horizontalpodautoscaler=\"h\",condition=\"ScalingActive\",status=\"false\"} 1", page);
        Assert.Contains("kube_horizontalpodautoscaler_spec_max_replicas{namespace=\"default\",horizontalpodautoscaler=\"h\"} 10", page);
    }

    [Fact]
    public void Node_NotReadyOrUnderPressure_IsNamed()
    {
        _script.List("nodes", Node("good", "True", "False"), Node("bad", "Unknown", "True"));

        var page = _script.Page();
        Assert.Contains("kube_node_status_condition{condition=\"Ready\",status=\"true\"} 1", page);
        Assert.Contains("kube_node_status_condition{node=\"bad\",condition=\"Ready\",status=\"unknown\"} 1", page);
        Assert.Contains("kube_node_status_condition{node=\"bad\",condition=\"MemoryPressure\",status=\"true\"} 1", page);
        Assert.DoesNotContain(page, line => line.Contains("\"good\"", StringComparison.Ordinal));
    }

    [Fact]
    public void VolumesClaimsAndJobs_InTrouble_AreNamed()
    {
        _script.List("persistentvolumes", """{"metadata":{"name":"v"},"status":{"phase":"Failed"}}""")
            .List("persistentvolumeclaims", """{"metadata":{"name":"p","namespace":"n"},"status":{"phase":"Pending"}}""")
            .List("jobs", """{"metadata":{"name":"j","namespace":"n"},"status":{"failed":3,"conditions":[{"type":"Failed","status":"True","reason":"BackoffLimitExceeded"}]}}""");

        var page = _script.Page();
        Assert.Contains("kube_persistentvolume_status_phase{persistentvolume=\"v\",phase=\"Failed\"} 1", page);
        Assert.Contains("kube_persistentvolumeclaim_status_phase{namespace=\"n\",persistentvolumeclaim=\"p\",phase=\"Pending\"} 1", page);
        Assert.Contains("kube_job_failed{namespace=\"n\",job_name=\"j\",condition=\"true\"} 1", page);
        Assert.Contains("kube_job_status_failed{namespace=\"n\",job_name=\"j\",reason=\"BackoffLimitExceeded\"} 3", page);
    }

    [Fact]
    public void SigningRequest_WithACertificate_SaysHowLongItIsGood()
    {
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(ClusterScript.StartMs).AddHours(3);
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=kubelet", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(expires.AddYears(-1), expires);
        var pem = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));

        _script.List(
            "certificatesigningrequests",
            $$$"""{"metadata":{"name":"csr-1"},"spec":{"signerName":"s"},"status":{"conditions":[{"type":"Approved","status":"True"}],"certificate":"{{{pem}}}"}}""",
            """{"metadata":{"name":"csr-2"},"spec":{"signerName":"s"},"status":{}}""",
            """{"metadata":{"name":"csr-3"},"spec":{"signerName":"s"},"status":{"conditions":[{"type":"Denied","status":"True"}],"certificate":"!"}}""");

        var page = _script.Page();
        Assert.Contains("cluster_certificate_left_seconds{certificatesigningrequest=\"csr-1\",signer_name=\"s\"} 10800", page);
        Assert.Contains("cluster_signing_requests_pending 1", page);
        Assert.Contains("kube_certificatesigningrequest_condition{certificatesigningrequest=\"csr-3\",signer_name=\"s\",condition=\"denied\"} 1", page);
    }

    [Fact]
    public void Events_OfTheFirstList_AreThePast_LaterOnesAndTheirRepetitionsCount()
    {
        _script.List("events", Event("old", "BackOff", 40))
            .Tell("events", ResourceChange.Modified, Event("old", "BackOff", 43))
            .Tell("events", ResourceChange.Added, Event("new", "BackOff", 1))
            .Tell("events", ResourceChange.Deleted, Event("old", "BackOff", 43))
            .List("events", Event("new", "BackOff", 1), Event("missed", "FailedMount", 1));

        var page = _script.Page();
        Assert.Contains("cluster_events_total{type=\"Warning\",reason=\"BackOff\",kind=\"Pod\"} 4", page);
        Assert.Contains("cluster_events_total{type=\"Warning\",reason=\"FailedMount\",kind=\"Pod\"} 1", page);
    }

    [Fact]
    public void List_Fresh_ForgetsWhatIsNotInItOnlyWhenItIsComplete()
    {
        _script.List("pods", Pod("a"), Pod("b")).Tell("pods", ResourceChange.Replaced, null).Tell("pods", ResourceChange.Added, Pod("b"));
        Assert.Contains("cluster_objects{resource=\"pods\"} 2", _script.Page());

        _script.Tell("pods", ResourceChange.Synced, null);
        Assert.Contains("cluster_objects{resource=\"pods\"} 1", _script.Page());
    }

    [Fact]
    public void Kind_WhoseListIsNotComplete_HasNoFamilies()
    {
        _script.Tell("pods", ResourceChange.Replaced, null).Tell("pods", ResourceChange.Added, Pod("a"));

        Assert.False(_script.View.IsReady);
        Assert.Empty(_script.Page());
    }

    [Fact]
    public void Document_OfAnyShape_CostsItselfAndIsCounted()
    {
        _script.List("pods", Pod("a"), "{}", "[]", "7", """{"metadata":{"name":7}}""", """{"metadata":{"name":"odd","creationTimestamp":"never"},"status":{"containerStatuses":{},"conditions":[1,null]}}""");

        Assert.Contains("cluster_objects{resource=\"pods\"} 2", _script.Page());
        Assert.Equal(6, _script.Meters["telemetry.collector.cluster.documents"]);
        Assert.Equal(4, _script.Meters["telemetry.collector.cluster.documents.dropped{unreadable}"]);
    }

    [Fact]
    public void Page_OfManyInTrouble_NamesABoundedNumberAndKeepsTheSum()
    {
        _script.List("pods", [.. Enumerable.Range(0, StateFamily.MaxNamed + 200).Select(number => Pod($"p{number}", phase: "Pending"))]);

        var pending = _script.Page().Where(line => line.StartsWith("kube_pod_status_phase", StringComparison.Ordinal) && line.Contains("Pending", StringComparison.Ordinal)).ToList();
        Assert.Equal(StateFamily.MaxNamed + 1, pending.Count);
        Assert.Equal(StateFamily.MaxNamed + 200, pending.Sum(line => int.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)));
    }

    public void Dispose() => _script.Dispose();

    private static string Pod(
        string name, string phase = "Running", string? waiting = null, int restarts = 0, string? last = null, long createdMs = ClusterScript.StartMs,
        long unschedulableMs = 0, string? uid = null)
    {
        var state = waiting is null ? """{"running":{}}""" : $$$"""{"waiting":{"reason":"{{{waiting}}}"}}""";
        var lastState = last is null ? "{}" : $$$"""{"terminated":{"reason":"{{{last}}}"}}""";
        var scheduled = unschedulableMs == 0 ? """{"type":"PodScheduled","status":"True"}""" : $$$"""{"type":"PodScheduled","status":"False","reason":"Unschedulable","lastTransitionTime":"{{{Time(unschedulableMs)}}}"}""";
        return $$$"""
            {"metadata":{"name":"{{{name}}}","namespace":"default","uid":"{{{uid ?? "u-" + name}}}","creationTimestamp":"{{{Time(createdMs)}}}"},"spec":{"nodeName":"node-1"},
             "status":{"phase":"{{{phase}}}","conditions":[{{{scheduled}}},{"type":"Ready","status":"True"}],
              "containerStatuses":[{"name":"c","restartCount":{{{restarts}}},"state":{{{state}}},"lastState":{{{lastState}}}}]}}
            """;
    }

    private static string Deployment(string name, string status, string reason, long progressedMs, int deadline) => $$$"""
        {"metadata":{"name":"{{{name}}}","namespace":"default","generation":2},"spec":{"replicas":3,"progressDeadlineSeconds":{{{deadline}}}},
         "status":{"observedGeneration":2,"updatedReplicas":1,"availableReplicas":2,"unavailableReplicas":1,
          "conditions":[{"type":"Progressing","status":"{{{status}}}","reason":"{{{reason}}}","lastUpdateTime":"{{{Time(progressedMs)}}}"}]}}
        """;

    private static string Node(string name, string ready, string pressure) => $$$"""
        {"metadata":{"name":"{{{name}}}"},"status":{"conditions":[{"type":"Ready","status":"{{{ready}}}"},{"type":"MemoryPressure","status":"{{{pressure}}}"}]}}
        """;

    private static string Event(string uid, string reason, int count) => $$$"""
        {"metadata":{"name":"{{{uid}}}","uid":"{{{uid}}}"},"type":"Warning","reason":"{{{reason}}}","regarding":{"kind":"Pod"},"deprecatedCount":{{{count}}}}
        """;

    private static string Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
