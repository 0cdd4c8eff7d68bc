using System.ComponentModel.DataAnnotations;
using Xunit;

namespace Telemetry.Series.Tests;

public sealed class QueryOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Empty(Errors(new()));

    [Fact]
    public void Options_ThatContradictEachOther_AreAllNamed()
    {
        var errors = Errors(new()
        {
            Retention = TimeSpan.FromSeconds(90), LookbackDelta = TimeSpan.FromMinutes(5), Timeout = TimeSpan.Zero, MaxSeries = 10_000, MaxSamples = 1_000_000,
        });
        Assert.Equal(["LookbackDelta", "MaxSamples", "Timeout"], errors.SelectMany(error => error.MemberNames).Order());
    }

    [Fact]
    public void Limits_OutOfRange_AreRefused() =>
        Assert.Equal(["MaxConcurrency", "MaxSeries"], Errors(new() { MaxSeries = 1, MaxConcurrency = 0 }).SelectMany(error => error.MemberNames).Order());

    private static List<ValidationResult> Errors(QueryOptions options)
    {
        var errors = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), errors, validateAllProperties: true);
        return errors;
    }
}
