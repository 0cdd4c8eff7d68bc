using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Telemetry.Kubernetes.Watching;
using Xunit;

namespace Telemetry.Kubernetes.Tests.Watching;

public sealed class ObjectDocumentTests
{
    [Theory]
    [InlineData("""{"metadata":{"name":"a","managedFields":[{"manager":"m","fieldsV1":{"f:a":{}}}]},"spec":{}}""", """{"metadata":{"name":"a","managedFields":[{"manager":"m"}]},"spec":{}}""")]
    [InlineData("""{"metadata":{"managedFields":[{"fieldsV1":{},"manager":"m"},{"fieldsV1":1}],"name":"a"}}""", """{"metadata":{"managedFields":[{"manager":"m"},{}],"name":"a"}}""")]
    [InlineData("""{"metadata": { "managedFields" : [] } }""", """{"metadata":{"managedFields":[]}}""")]
    [InlineData("""{"metadata":{"managedFields" : [ { "a":1 , "fieldsV1" : [] , "b":2 } ] }}""", """{"metadata":{"managedFields":[{"a":1,"b":2}]}}""")]
    [InlineData("""{"spec":{"managedFields":[{"fieldsV1":1}]},"metadata":{"labels":{"fieldsV1":"x"}}}""", """{"spec":{"managedFields":[{"fieldsV1":1}]},"metadata":{"labels":{"fieldsV1":"x"}}}""")]
    public void Parse_AnObject_LosesItsListsOfFieldsAndNothingElse(string given, string expected) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(ObjectDocument.Parse(Encoding.UTF8.GetBytes(given)).GetRawText())));

    [Fact]
    public void Parse_RandomObjects_AgreesWithTheObviousWay()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 500; i++)
        {
            var given = RandomObject(random, depth: 0);
            var expected = given.DeepClone().AsObject();
            foreach (var manager in (expected["metadata"] as JsonObject)?["managedFields"] as JsonArray ?? []) (manager as JsonObject)?.Remove("fieldsV1");
            var text = given.ToJsonString(new JsonSerializerOptions { WriteIndented = random.Next(2) == 0 });

            var read = ObjectDocument.Parse(Encoding.UTF8.GetBytes(text));

            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(read.GetRawText())), text);
        }
    }

    private static JsonObject RandomObject(Random random, int depth)
    {
        string[] names = ["metadata", "managedFields", "fieldsV1", "spec", "name", "labels", "\"quoted\"", "a"];
        var made = new JsonObject();
        foreach (var name in names.OrderBy(_ => random.Next()).Take(random.Next(names.Length + 1)))
        {
            made[name] = random.Next(depth < 4 ? 4 : 2) switch
            {
                0 => random.Next(),
                1 => "},]\\\"fieldsV1\":[",
                2 => new JsonArray(RandomObject(random, depth + 1)),
                _ => RandomObject(random, depth + 1),
            };
        }
        return made;
    }
}
