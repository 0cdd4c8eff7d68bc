using System.Collections.Concurrent;

namespace Telemetry.Testing.Kafka;

/// <summary>Answers of <see cref="AdminStandIn"/>; a request that it does not know in every byte throws.</summary>
internal sealed class AdminAnswers(int port, ConcurrentDictionary<string, StandInTopic> topics)
{
    private const int BrokerId = 1;
    private const short Metadata = 3, ApiVersions = 18, CreateTopics = 19, DescribeConfigs = 32;
    private const int UnknownTopic = 3, InvalidRequest = 42, TopicExists = 36, InvalidReplicas = 38, UnsupportedVersion = 35;
    private const byte TopicResource = 2;
    private static readonly (short Api, short Oldest, short Newest)[] Known =
        [(Metadata, 1, 1), (ApiVersions, 0, 0), (CreateTopics, 0, 2), (DescribeConfigs, 0, 0)];

    public byte[] Answer(byte[] message)
    {
        var request = new KafkaReader(message);
        var api = request.Int16();
        var version = request.Int16();
        var response = new KafkaWriter().Int32(request.Int32());
        request.Text();
        // KIP-35: a newer version of this one request is answered with an error in version 0; its body is then not looked at.
        if (api == ApiVersions) return AnswerApiVersions(version == 0 ? 0 : UnsupportedVersion, response).ToArray();
        if (!Known.Any(known => known.Api == api && version >= known.Oldest && version <= known.Newest))
        {
            throw new InvalidDataException($"Request {api} version {version} was not offered.");
        }

        var answered = api switch
        {
            Metadata => AnswerMetadata(request, response),
            CreateTopics => AnswerCreateTopics(version, request, response),
            _ => AnswerDescribeConfigs(request, response),
        };
        return request.IsAtEnd ? answered.ToArray() : throw new InvalidDataException($"Request {api} version {version} has bytes too many.");
    }

    private static KafkaWriter AnswerApiVersions(int error, KafkaWriter response)
    {
        response.Int16(error).Int32(Known.Length);
        foreach (var (api, oldest, newest) in Known) response.Int16(api).Int16(oldest).Int16(newest);
        return response;
    }

    private KafkaWriter AnswerMetadata(KafkaReader request, KafkaWriter response)
    {
        var asked = request.Int32();
        var names = asked < 0 ? topics.Keys.Order(StringComparer.Ordinal).ToList() : [];
        for (var left = asked; left > 0; left--) names.Add(request.Text()!);

        response.Int32(1).Int32(BrokerId).Text("127.0.0.1").Int32(port).Text(null).Int32(BrokerId).Int32(names.Count);
        foreach (var name in names)
        {
            var partitions = topics.TryGetValue(name, out var topic) ? topic.Partitions : 0;
            response.Int16(topic is null ? UnknownTopic : 0).Text(name).Byte(0).Int32(partitions);
            for (var partition = 0; partition < partitions; partition++)
            {
                response.Int16(0).Int32(partition).Int32(BrokerId).Int32(1).Int32(BrokerId).Int32(1).Int32(BrokerId);
            }
        }

        return response;
    }

    private KafkaWriter AnswerCreateTopics(short version, KafkaReader request, KafkaWriter response)
    {
        var count = request.Int32();
        if (version >= 2) response.Int32(0);
        response.Int32(count);
        for (var left = count; left > 0; left--)
        {
            var name = request.Text()!;
            var topic = new StandInTopic(request.Int32(), request.Int16(), ReadSettings(request));
            var error = topic.Replicas != 1 ? InvalidReplicas : topics.TryAdd(name, topic) ? 0 : TopicExists;
            response.Text(name).Int16(error);
            if (version >= 1) response.Text(error == InvalidReplicas ? "replication factor larger than available brokers: 1" : null);
        }

        request.Int32();
        if (version >= 1 && request.Byte() != 0) throw new InvalidDataException("Only validating is not offered.");
        return response;
    }

    private static Dictionary<string, string> ReadSettings(KafkaReader request)
    {
        if (request.Int32() != 0) throw new InvalidDataException("Assigning replicas by hand is not offered.");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var left = request.Int32(); left > 0; left--) settings.Add(request.Text()!, request.Text()!);
        return settings;
    }

    private KafkaWriter AnswerDescribeConfigs(KafkaReader request, KafkaWriter response)
    {
        var count = request.Int32();
        response.Int32(0).Int32(count);
        for (var left = count; left > 0; left--)
        {
            var type = request.Byte();
            var name = request.Text()!;
            for (var asked = request.Int32(); asked > 0; asked--) request.Text();
            topics.TryGetValue(name, out var topic);
            response.Int16(type != TopicResource ? InvalidRequest : topic is null ? UnknownTopic : 0).Text(null).Byte(type).Text(name);
            var settings = topic?.Settings ?? new Dictionary<string, string>();
            response.Int32(settings.Count);
            foreach (var (key, value) in settings) response.Text(key).Text(value).Byte(0).Byte(0).Byte(0);
        }

        return response;
    }
}
