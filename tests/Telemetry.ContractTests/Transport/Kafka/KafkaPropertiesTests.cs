using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Transport;
using Telemetry.Transport.Kafka;
using Telemetry.Transport.Kafka.Clients;

namespace Telemetry.ContractTests.Transport.Kafka;

public sealed class KafkaPropertiesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telemetry-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("0.9.0.1", null, "1")]
    [InlineData("0.10.2", null, "1")]
    [InlineData("0.11.0", "true", null)]
    [InlineData(null, "true", null)]
    public void Producer_IsIdempotentWhereTheBrokersKnowIt_ElseOneRequestKeepsTheOrder(string? stated, string? idempotent, string? inFlight)
    {
        var properties = new Dictionary<string, string> { ["bootstrap.servers"] = "b:1" };
        if (stated is not null) (properties["api.version.request"], properties["broker.version.fallback"]) = ("false", stated);

        var producer = new KafkaClients(new KafkaOptions { Properties = properties }, NullLoggerFactory.Instance).ProducerProperties;

        Assert.Equal("all", producer["acks"]);
        Assert.Equal("lz4", producer["compression.codec"]);
        Assert.Equal(idempotent, producer.GetValueOrDefault("enable.idempotence"));
        Assert.Equal(inFlight, producer.GetValueOrDefault("max.in.flight.requests.per.connection"));
    }

    [Fact]
    public void Producer_WithAPropertyOfTheOperator_TakesTheOperators()
    {
        var properties = new Dictionary<string, string> { ["bootstrap.servers"] = "b:1", ["compression.codec"] = "zstd" };

        Assert.Equal("zstd", new KafkaClients(new KafkaOptions { Properties = properties }, NullLoggerFactory.Instance).ProducerProperties["compression.codec"]);
    }

    [Fact]
    public void Resolve_SecretFile_IsReadWithoutItsLineEnd()
    {
        var path = Path.Combine(_folder, "password");
        File.WriteAllText(path, "geheim \r\n");

        var resolved = KafkaProperties.Resolve(new Dictionary<string, string> { ["bootstrap.servers"] = "b:1", ["sasl.password_file"] = path });

        Assert.Equal("geheim ", resolved["sasl.password"]);
        Assert.False(resolved.ContainsKey("sasl.password_file"));
    }

    [Fact]
    public void Validate_UnreadableFileMissingServersAndDoubleKey_AreAllTold()
    {
        var options = new KafkaOptions
        {
            Properties = new Dictionary<string, string>
            {
                ["sasl.password_file"] = Path.Combine(_folder, "none"), ["ssl.key.password"] = "hidden-1", ["ssl.key.password_file"] = "x",
            },
        };

        var errors = options.Validate(new ValidationContext(options)).Select(error => error.ErrorMessage!).ToList();

        Assert.Equal(3, errors.Count);
        Assert.Contains(errors, error => error.Contains("bootstrap.servers is missing", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("sasl.password_file", StringComparison.Ordinal) && error.Contains("not found", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("both set", StringComparison.Ordinal));
        Assert.DoesNotContain(errors, error => error.Contains("hidden-1", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_PropertyThatDeliveryRestsOn_IsRefused()
    {
        var errors = KafkaProperties.ErrorsOf(new Dictionary<string, string> { ["bootstrap.servers"] = "b:1", ["enable.auto.offset.store"] = "true" });

        Assert.Contains("enable.auto.offset.store", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", "0.9.0.1", false)]
    [InlineData("false", "0.11.0.0", true)]
    [InlineData("true", "0.9.0.1", true)]
    [InlineData("false", null, true)]
    public void BrokerAge_FromTheProperties_SaysWhatMayBeAsked(string request, string? fallback, bool mayTell)
    {
        var properties = new Dictionary<string, string> { ["api.version.request"] = request };
        if (fallback is not null) properties["broker.version.fallback"] = fallback;

        Assert.Equal(mayTell, BrokerAge.MayBe(BrokerAge.TellsSettings, properties));
    }

    [Fact]
    public void Resolve_Errors_AreOnePermanentException()
    {
        var failure = Assert.Throws<TransportException>(() => KafkaProperties.Resolve(new Dictionary<string, string>()));

        Assert.False(failure.IsTransient);
    }
}
