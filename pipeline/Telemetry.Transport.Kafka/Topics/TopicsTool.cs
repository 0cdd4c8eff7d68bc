using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts;
using Telemetry.Transport.Kafka.Clients;

namespace Telemetry.Transport.Kafka.Topics;

/// <summary>The subcommand <c>telemetry topics check|create</c>.</summary>
public sealed class TopicsTool
{
    private const int Done = 0;
    private const int NotDone = 1;

    private readonly KafkaOptions _options;
    private readonly KafkaClients _clients;
    private readonly TopicCommands _commands;

    /// <exception cref="TransportException">The settings have errors.</exception>
    public TopicsTool(KafkaOptions options, ILoggerFactory loggers)
    {
        _options = options;
        _clients = new KafkaClients(options, loggers);
        _commands = new TopicCommands(options, _clients.BootstrapServers);
    }

    /// <summary>Writes one line for each topic. Gives the exit code: 0 when no topic has a problem, else 1.</summary>
    /// <exception cref="TransportException">No broker answered.</exception>
    public async Task<int> CheckAsync(TextWriter output)
    {
        using var admin = _clients.CreateAdmin();
        var findings = await new TopicInspector(admin, _options, _commands).InspectAsync(Streams.All);
        foreach (var finding in findings)
        {
            await output.WriteLineAsync(IsCompactionUnsaid(finding)
                ? $"{finding}; this broker does not say whether it is compacted"
                : finding.ToString());
        }

        return findings.All(finding => finding.Problem is null) ? Done : NotDone;
    }

    /// <summary>
    /// Creates the topics that are missing. On a broker older than the request writes the lines of Kafka's own tool instead. Gives the
    /// exit code: 0 when every topic is there, else 1.
    /// </summary>
    /// <exception cref="TransportException">No broker answered.</exception>
    public async Task<int> CreateAsync(TextWriter output)
    {
        using var admin = _clients.CreateAdmin();
        var findings = await new TopicInspector(admin, _options, _commands).InspectAsync(Streams.All);
        var code = Done;
        foreach (var finding in findings)
        {
            if (finding.Partitions is not null) await output.WriteLineAsync(finding.ToString());
            if (finding.Partitions is null ? !await CreateAsync(admin, finding, output) : finding.Problem is not null) code = NotDone;
        }

        return code;
    }

    private static bool IsCompactionUnsaid(TopicFinding finding) =>
        finding is { Problem: null, Compaction: Compaction.Unknown } && Streams.IsCompacted(finding.Stream);

    private async Task<bool> CreateAsync(IAdminClient admin, TopicFinding missing, TextWriter output)
    {
        if (!BrokerAge.MayBe(BrokerAge.CreatesTopics, _options.Properties))
        {
            await output.WriteLineAsync(_commands.Create(missing.Stream, missing.Topic));
            return false;
        }

        try
        {
            await admin.CreateTopicsAsync(
                [Specify(missing)],
                new CreateTopicsOptions { RequestTimeout = _options.RequestTimeout, OperationTimeout = _options.RequestTimeout });
            await output.WriteLineAsync($"{missing.Topic}: created with {_options.Partitions} partitions");
            return true;
        }
        catch (CreateTopicsException e)
        {
            await output.WriteLineAsync($"{missing.Topic} was not created: {e.Results.Single().Error.Reason}");
            return false;
        }
        catch (KafkaException e) when (e.Error.Code == ErrorCode.Local_UnsupportedFeature)
        {
            await output.WriteLineAsync(_commands.Create(missing.Stream, missing.Topic));
            return false;
        }
        catch (KafkaException e)
        {
            throw KafkaFailure.From(e, $"creating {missing.Topic}");
        }
    }

    private TopicSpecification Specify(TopicFinding missing) => new()
    {
        Name = missing.Topic,
        NumPartitions = _options.Partitions,
        ReplicationFactor = (short)_options.ReplicationFactor,
        Configs = _commands.SettingsOf(missing.Stream),
    };
}
