using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Alerts;

/// <summary>Encoding of a <see cref="LabelSet"/>: one message a label, 1 name, 2 value.</summary>
public static class LabelSetCodec
{
    private const int Name = 1;
    private const int Value = 2;

    /// <summary>Writes the labels, each as one field of the given number.</summary>
    public static void Write(ProtoWriter writer, int field, LabelSet labels)
    {
        foreach (var (name, value) in labels)
        {
            var begin = writer.BeginMessage(field);
            writer.WriteText(Name, name);
            writer.WriteText(Value, value);
            writer.EndMessage(begin);
        }
    }

    /// <summary>Reads one label.</summary>
    public static KeyValuePair<string, string> Read(scoped ref ProtoReader reader)
    {
        string name = "", value = "";
        var label = reader.ReadMessage();
        while (label.NextField())
        {
            switch (label.Field)
            {
                case Name: name = label.ReadText(); break;
                case Value: value = label.ReadText(); break;
                default: label.Skip(); break;
            }
        }

        reader.Adopt(label.Failure);
        return new(name, value);
    }
}
