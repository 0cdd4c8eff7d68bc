using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Alerts;

/// <summary>What somebody says of one episode, as it is written: 1 key, 2 note, 3 is_withdrawn.</summary>
internal readonly record struct EpisodeWord(string Key, string Note, bool IsWithdrawn)
{
    public Acknowledgement ToAcknowledgement() => new(Key, Note, IsWithdrawn);

    public ManualResolve ToResolve() => new(Key, Note);
}

/// <summary>Encoding of an <see cref="EpisodeWord"/> inside a command.</summary>
internal static class EpisodeWordCodec
{
    private const int Key = 1;
    private const int Note = 2;
    private const int IsWithdrawn = 3;

    public static void Write(ProtoWriter writer, EpisodeWord word)
    {
        writer.WriteText(Key, word.Key);
        writer.WriteText(Note, word.Note);
        writer.WriteBool(IsWithdrawn, word.IsWithdrawn);
    }

    public static EpisodeWord Read(scoped ref ProtoReader reader)
    {
        string key = "", note = "";
        var isWithdrawn = false;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Key: key = reader.ReadText(); break;
                case Note: note = reader.ReadText(); break;
                case IsWithdrawn: isWithdrawn = reader.ReadBool(); break;
                default: reader.Skip(); break;
            }
        }

        if (key.Length == 0) reader.Fail(WireError.MissingField);
        return new(key, note, isWithdrawn);
    }
}
