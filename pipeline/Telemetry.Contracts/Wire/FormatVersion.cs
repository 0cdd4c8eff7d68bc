namespace Telemetry.Contracts.Wire;

/// <summary>
/// The format version that every message of our own begins with, as field 1. New fields do not raise it, since a reader passes over
/// fields it does not know; it is raised when old readers would be wrong, and they then refuse the message.
/// </summary>
public static class FormatVersion
{
    private const int Field = 1;

    /// <summary>Writes the version; the first thing in a message.</summary>
    public static void Write(ProtoWriter writer, int version) => writer.WriteVarint(Field, (ulong)version);

    /// <summary>Reads the version; false, with the failure in <paramref name="reader"/>, when it is absent, not first or not in 1…<paramref name="newest"/>.</summary>
    public static bool TryRead(scoped ref ProtoReader reader, int newest, out int version)
    {
        version = 0;
        var isThere = reader.NextField() && reader is { Field: Field, Type: WireType.Varint };
        var read = isThere ? reader.ReadVarint() : 0;
        if (read >= 1 && read <= (ulong)newest)
        {
            version = (int)read;
            return true;
        }

        reader.Fail(WireError.UnknownVersion);
        return false;
    }
}
