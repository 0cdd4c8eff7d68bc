using System.Text.Json;

namespace Telemetry.Alerting.Receivers.Opsgenie;

/// <summary>Writes who is told of an alert.</summary>
internal static class OpsgenieResponders
{
    private const int Most = 50;
    private const string ListOfTeams = "teams";
    private const string Team = "team";

    /// <summary>Writes <c>responders</c>; nothing where there are none.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="responders">The settings.</param>
    /// <param name="fill">Fills in a text of the settings.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<OpsgenieResponderOptions> responders, Func<string, string> fill)
    {
        var filled = responders.SelectMany(responder => Split(fill(responder.Id), fill(responder.Name), fill(responder.Username), fill(responder.Type)))
            .Where(responder => responder.Id.Length + responder.Name.Length + responder.Username.Length > 0).Take(Most).ToArray();
        if (filled.Length == 0) return;
        json.WriteStartArray("responders");
        foreach (var responder in filled) Write(json, responder);
        json.WriteEndArray();
    }

    // One entry of type "teams" names several, separated by commas.
    private static IEnumerable<(string Id, string Name, string Username, string Type)> Split(string id, string name, string username, string type) =>
        type == ListOfTeams
            ? name.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(team => ("", team, "", Team))
            : [(id, name, username, type)];

    private static void Write(Utf8JsonWriter json, (string Id, string Name, string Username, string Type) responder)
    {
        json.WriteStartObject();
        if (responder.Id.Length > 0) json.WriteString("id", responder.Id);
        if (responder.Name.Length > 0) json.WriteString("name", responder.Name);
        if (responder.Username.Length > 0) json.WriteString("username", responder.Username);
        json.WriteString("type", responder.Type);
        json.WriteEndObject();
    }
}
