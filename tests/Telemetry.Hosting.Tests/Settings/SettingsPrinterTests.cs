using Telemetry.Hosting.Settings;
using Xunit;

namespace Telemetry.Hosting.Tests.Settings;

public sealed class SettingsPrinterTests
{
    [Fact]
    public void Print_Secrets_AreMasked()
    {
        var settings = new SampleOptions { Sesame = "hunter2" };
        settings.Kafka.Properties = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sasl.password"] = "hunter2",
            ["ssl.key.password"] = "hunter2",
            ["sasl.password_file"] = "/etc/password",
        };
        settings.Web.ExternalUrl = new Uri("https://me:hunter2@example/path?token=hunter2");

        var printed = SettingsPrinter.Print(settings);

        Assert.DoesNotContain("hunter2", printed, StringComparison.Ordinal);
        Assert.Contains("sasl.password_file: /etc/password", printed, StringComparison.Ordinal);
        Assert.Contains("external_url: https://<secret>@example/path?<secret>", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Print_Settings_LoadBackTheSame()
    {
        var settings = new SampleOptions { Kind = SampleKind.SelfHosted, Ratio = 0.125 };
        settings.Cluster.Name = "~";
        settings.ScrapeConfigs = [new SampleScrape { JobName = "a: b # c", Targets = ["x"], ScrapeInterval = TimeSpan.FromSeconds(90) }];

        var printed = SettingsPrinter.Print(settings);
        var (again, errors) = SettingsLoader.Parse<SampleOptions>(printed, "printed", []);

        Assert.Empty(errors);
        Assert.Equal(printed, SettingsPrinter.Print(again!));
        Assert.Equal("~", again!.Cluster.Name);
        Assert.Contains("scrape_interval: 1m30s", printed, StringComparison.Ordinal);
    }
}
