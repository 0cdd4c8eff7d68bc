using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Signals;

/// <summary>Encoding of <see cref="BucketMovement"/>s inside other messages.</summary>
internal static class BucketMovementCodec
{
    private static class Fields
    {
        public const int Lower = 1;
        public const int Upper = 2;
        public const int NormalShare = 3;
        public const int Share = 4;
    }

    public static void Write(ProtoWriter writer, int field, IReadOnlyList<BucketMovement> moved)
    {
        for (var i = 0; i < Math.Min(moved.Count, BucketMovement.MaxCount); i++)
        {
            var begin = writer.BeginMessage(field);
            writer.WriteDouble(Fields.Lower, moved[i].Lower);
            writer.WriteDouble(Fields.Upper, moved[i].Upper);
            writer.WriteDouble(Fields.NormalShare, moved[i].NormalShare);
            writer.WriteDouble(Fields.Share, moved[i].Share);
            writer.EndMessage(begin);
        }
    }

    /// <summary>Reads the message that the reader stands on.</summary>
    public static void Read(scoped ref ProtoReader reader, ref List<BucketMovement>? moved)
    {
        var inner = reader.ReadMessage();
        double lower = 0, upper = 0, normalShare = 0, share = 0;
        while (inner.NextField())
        {
            switch (inner.Field)
            {
                case Fields.Lower: lower = inner.ReadDouble(); break;
                case Fields.Upper: upper = inner.ReadDouble(); break;
                case Fields.NormalShare: normalShare = inner.ReadDouble(); break;
                case Fields.Share: share = inner.ReadDouble(); break;
                default: inner.Skip(); break;
            }
        }

        reader.Adopt(inner.Failure);
        (moved ??= []).Add(new BucketMovement(lower, upper, normalShare, share));
    }
}
