using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Telemetry.Collector.Scraping;
using Telemetry.Testing.Certificates;
using Xunit;

namespace Telemetry.Collector.Tests.Scraping;

public sealed class BasicAuthTests
{
    [Fact]
    public async Task Scrape_WithAUserAndAPasswordFile_SendsBothAndFollowsTheFile()
    {
        using var files = new TestCertificates();
        var sent = new List<string>();
        await using var server = await PageServer.StartAsync(context =>
        {
            sent.Add(context.Request.Headers.Authorization.ToString());
            return context.Response.WriteAsync("a 1\n");
        });
        var file = files.Write("password", "open sesame\n");
        using var rig = new ScrapeRig(server.Address, config => config.BasicAuth = new() { Username = "Aladdin", PasswordFile = file });

        await rig.ScrapeAsync();
        files.Write("password", "changed");
        await rig.ScrapeAsync();

        Assert.Equal(["Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Basic QWxhZGRpbjpjaGFuZ2Vk"], sent);
    }

    [Fact]
    public async Task Scrape_AfterA401_ReadsTheTokenAgainWhateverTheFilesTimeSays()
    {
        using var files = new TestCertificates();
        var sent = new List<string>();
        await using var server = await PageServer.StartAsync(context =>
        {
            sent.Add(context.Request.Headers.Authorization.ToString());
            context.Response.StatusCode = sent.Count == 1 ? 401 : 200;
            return Task.CompletedTask;
        });
        var file = files.Write("token", "old-token");
        var time = File.GetLastWriteTimeUtc(file);
        using var rig = new ScrapeRig(server.Address, config => config.Authorization = new() { CredentialsFile = file });

        var (first, _) = await rig.ScrapeAsync();
        files.Write("token", "new-token");
        File.SetLastWriteTimeUtc(file, time);
        await rig.ScrapeAsync();

        Assert.Equal(ScrapeFailure.Unauthorized, first.Failure);
        Assert.Equal(["Bearer old-token", "Bearer new-token"], sent);
    }

    [Fact]
    public void Config_WithBasicAuthAndAuthorization_IsRefused()
    {
        var config = new ScrapeConfigOptions
        {
            JobName = "etcd",
            Targets = ["a:1"],
            BasicAuth = new() { Username = "u" },
            Authorization = new() { CredentialsFile = "/token" },
        };

        Assert.Contains(config.Validate(new ValidationContext(config)), broken => broken.ErrorMessage!.Contains("basic_auth", StringComparison.Ordinal));
    }
}
