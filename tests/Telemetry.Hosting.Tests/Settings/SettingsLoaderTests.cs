using Telemetry.Hosting.Diagnostics;
using Telemetry.Hosting.Settings;
using Xunit;

namespace Telemetry.Hosting.Tests.Settings;

public sealed class SettingsLoaderTests
{
    private const string Good = """
        cluster: { name: east }
        scrape_configs:
          - job_name: etcd
            targets: ["10.0.0.1:2379", '10.0.0.2:2379']
            scrape_interval: 1m30s
            body_size_limit: 2MB
            sample_limit: 500
            honor_labels: true
        kafka:
          properties:
            bootstrap.servers: broker:9092
        web:
          listen-address: :9100
          external-url: https://telemetry.example/
        ratio: 0.25
        kind: self_hosted
        """;

    [Fact]
    public void Load_EveryKindOfValue_IsBound()
    {
        var (settings, errors) = Load(Good.Replace("external-url", "external_url", StringComparison.Ordinal));

        Assert.Empty(errors);
        Assert.Equal("east", settings!.Cluster.Name);
        var scrape = Assert.Single(settings.ScrapeConfigs);
        Assert.Equal(["10.0.0.1:2379", "10.0.0.2:2379"], scrape.Targets);
        Assert.Equal(TimeSpan.FromSeconds(90), scrape.ScrapeInterval);
        Assert.Equal(2 << 20, scrape.BodySizeLimit);
        Assert.Equal(500, scrape.SampleLimit);
        Assert.True(scrape.HonorLabels);
        Assert.Equal("broker:9092", settings.Kafka.Properties["bootstrap.servers"]);
        Assert.Equal(":9100", settings.Web.ListenAddress);
        Assert.Equal("https://telemetry.example/", settings.Web.ExternalUrl!.ToString());
        Assert.Equal(0.25, settings.Ratio);
        Assert.Equal(SampleKind.SelfHosted, settings.Kind);
    }

    [Fact]
    public void Load_ManyErrors_AllAreToldWithLineKeyAndCure()
    {
        var (settings, errors) = Load("""
            cluster: {}
            scrape_configs:
              - job_nam: etcd
                targets: []
                scrape_interval: 15
              - scrape_interval: 100ms
                scrape_timeout: 5s
                honor_labels: yes
            ratio: lots
            web: 9099
            """);

        Assert.Null(settings);
        Assert.Equal(
            [
                "t.yaml:1:10: cluster.name: The name field is required.",
                "t.yaml:3:5: scrape_configs[0].job_nam: unknown key; did you mean job_name?",
                "t.yaml:4:5: scrape_configs[0].targets: The field targets must be a string or array type with a minimum length of '1'.",
                "t.yaml:5:22: scrape_configs[0].scrape_interval: '15' is not a duration such as 15s or 1m30s",
                "t.yaml:6:5: scrape_configs[1].targets: The field targets must be a string or array type with a minimum length of '1'.",
                "t.yaml:6:5: scrape_configs[1].scrape_interval: must be between 1s and 1d",
                "t.yaml:8:19: scrape_configs[1].honor_labels: 'yes' is not true or false",
                "t.yaml:9:8: ratio: 'lots' is not a number",
                "t.yaml:10:6: web: expected keys with values, found a single value",
            ],
            errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Load_BrokenRelation_NamesTheLineOfTheKey()
    {
        var (_, errors) = Load("""
            cluster: { name: east }
            scrape_configs:
              - targets: [a]
                scrape_interval: 5s
                scrape_timeout: 6s
            """);

        Assert.Equal("t.yaml:5:5: scrape_configs[0].scrape_timeout: is longer than scrape_interval; shorten it", Assert.Single(errors).ToString());
    }

    [Fact]
    public void Load_UnknownKeyUnlikeAny_ListsTheKnownOnes()
    {
        var (_, errors) = Load("cluster: { name: a, quorum: 3 }");

        Assert.Equal("t.yaml:1:21: cluster.quorum: unknown key; known here: name", Assert.Single(errors).ToString());
    }

    [Fact]
    public void Load_KeyTwice_IsAnError()
    {
        var (_, errors) = Load("cluster: { name: a }\nratio: 1\nratio: 2\n");

        Assert.Equal("t.yaml:3:1: ratio: this key is written twice here; remove one", Assert.Single(errors).ToString());
    }

    [Theory]
    [InlineData("cluster: { name: a }\nlist: [1\nratio: {\n", "t.yaml:2:7: not valid YAML: behind this stands no value; is a bracket not closed?")]
    [InlineData("cluster: { name: a }\nratio: *none", "t.yaml:2:8: not valid YAML: no anchor &none stands before this alias")]
    [InlineData("cluster: { name: a }\n---\nratio: 1", "t.yaml:2:1: not valid YAML: a second document begins here; settings are one document")]
    [InlineData("- a", "t.yaml:1:1: settings are keys with values, found a list")]
    [InlineData("{ ? [a] : b }", "t.yaml:1:5: not valid YAML: a key must be plain text")]
    public void Load_NotSettings_IsOneClearLine(string yaml, string expected)
    {
        var (_, errors) = Load(yaml);

        Assert.Contains(expected, errors.Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("cluster:\n  name: a\nweb:\n  listen-address: \"open\nratio: 1\n", 5)]
    [InlineData("cluster:\n  name: a\n  web: { ratio: 1 ]\n", 3)]
    [InlineData("cluster:\n  name: a\n ratio: 1\n", 3)]
    public void Load_BrokenYaml_NamesTheLineAndNothingElse(string yaml, int line)
    {
        var (_, errors) = Load(yaml);

        Assert.StartsWith($"t.yaml:{line}:", Assert.Single(errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Alias_StandsForItsAnchor()
    {
        var (settings, errors) = Load("""
            cluster: { name: a }
            scrape_configs:
              - &first { job_name: etcd, targets: [x] }
              - *first
            """, "scrape_configs[1].job_name=other");

        Assert.Empty(errors);
        Assert.Equal(["etcd", "other"], settings!.ScrapeConfigs.Select(scrape => scrape.JobName));
    }

    [Fact]
    public void Load_AliasesThatMultiply_AreRefused()
    {
        var yaml = "a: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(
            Enumerable.Range(1, 9).Select(level => $"k{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n"));

        var (_, errors) = Load(yaml);

        Assert.Contains(errors, error => error.Problem.EndsWith("more than 100000 values", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_NestedWithoutEnd_IsRefused()
    {
        var (_, errors) = Load("ratio: " + new string('[', 5000));

        Assert.Contains(errors, error => error.Problem.EndsWith("nested deeper than 50 levels", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_EmptyValue_KeepsTheDefault()
    {
        var (settings, errors) = Load("cluster: { name: a }\nratio:\nweb: ~\n");

        Assert.Empty(errors);
        Assert.Equal(0.5, settings!.Ratio);
        Assert.Equal("127.0.0.1:9099", settings.Web.ListenAddress);
    }

    [Theory]
    [InlineData("2GB", "'2GB' is not a whole number or a size such as 10MB")]
    [InlineData("2147483648", "'2147483648' is not a whole number or a size such as 10MB")]
    [InlineData("1.5", "'1.5' is not a whole number or a size such as 10MB")]
    public void Load_NumberThatDoesNotFit_IsAnError(string text, string expected)
    {
        var (_, errors) = Load($"cluster: {{ name: a }}\nscrape_configs: [{{ targets: [x], sample_limit: {text} }}]");

        Assert.Equal(expected, Assert.Single(errors).Problem);
    }

    [Fact]
    public void Load_SecretOfWrongShape_IsNotShown()
    {
        var (_, errors) = Load("cluster: { name: a }\nsesame: { open: hunter2 }\n");

        Assert.DoesNotContain("hunter2", Assert.Single(errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoSuchFile_IsOneClearLine()
    {
        var result = SettingsLoader.Load<SampleOptions>("/nonexistent/telemetry.yaml", ["cluster.name=a"]);

        Assert.StartsWith("/nonexistent/telemetry.yaml: cannot be read", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_HeadersFileAbsent_NamesTheKey()
    {
        var (_, errors) = SettingsLoader.Parse<OtlpOptions>("headers_file: /nonexistent/token", "t.yaml", []);

        Assert.StartsWith("t.yaml:1:1: headers_file: cannot be read: ", Assert.Single(errors).ToString(), StringComparison.Ordinal);
    }

    private static SettingsResult<SampleOptions> Load(string yaml, params string[] edits) =>
        SettingsLoader.Parse<SampleOptions>(yaml, "t.yaml", edits);
}
