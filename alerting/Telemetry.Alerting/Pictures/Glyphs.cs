using System.Globalization;
using System.Text;

namespace Telemetry.Alerting.Pictures;

/// <summary>Letters of five by seven dots, drawn for this purpose: what is written on a picture must not depend on a system's fonts.</summary>
internal static class Glyphs
{
    /// <summary>Dots across.</summary>
    public const int Columns = 5;

    /// <summary>Dots down.</summary>
    public const int Rows = 7;

    /// <summary>Dots from one letter to the next.</summary>
    public const int Advance = 6;

    // Each letter, then its rows from the top, two hexadecimal digits a row; the highest of the five bits is the leftmost dot.
    private const string Drawn = """
        A0E11111F111111 B1E11111E11111E C0E11101010110E D1C12111111121C E1F10101E10101F F1F10101E101010 G0E11101713110F
        H1111111F111111 I0E04040404040E J0702020202120C K11121418141211 L1010101010101F M111B1515111111 N11191915131311
        O0E11111111110E P1E11111E101010 Q0E11111115120D R1E11111E141211 S0F10100E01011E T1F040404040404 U1111111111110E
        V11111111110A04 W1111111515150A X11110A040A1111 Y1111110A040404 Z1F01020408101F
        a00000E010F110F b1010161911111E c00000E1010110E d01010D1311110F e00000E111F100E f0609081C080808 g000F11110F010E
        h10101619111111 i04000C0404040E j0200060202120C k10101214181412 l0C04040404040E m00001A15151111 n00001619111111
        o00000E1111110E p001E11111E1010 q000D13110F0101 r00001619101010 s00000F100E011E t08081C08080906 u0000111111130D
        v00001111110A04 w0000111115150A x0000110A040A11 y001111110F010E z00001F0204081F
        00E11131519110E 1040C040404040E 20E11010204081F 31F02040201110E 402060A121F0202 51F101E0101110E 60608101E11110E
        71F010204080808 80E11110E11110E 90E11110F01020C
        .00000000000C0C ,000000000C0408 :000C0C000C0C00 ;000C0C000C0408 !04040404000004 ?0E110102040004 '04040800000000
        "0A0A0A00000000 #0A0A1F0A1F0A0A $040F140E051E04 %18190204081303 &0C12140815120D (02040808080402 )08040202020408
        *0004150E150400 +0004041F040400 -0000001F000000 /00010204081000 <02040810080402 =00001F001F0000 >08040201020408
        @0E11010D15150E [0E08080808080E ]0E02020202020E _0000000000001F {06080810080806 |04040404040404 }0C02020102020C
        ~00000815020000 ×00110A040A1100 µ00111111131D10 –0000001F000000 −0000001F000000 °0C12120C000000 …00000000000015
        """;

    private static readonly Dictionary<Rune, byte[]> ByRune = Read();
    private static readonly byte[] Unknown = [0x1F, 0x11, 0x11, 0x11, 0x11, 0x11, 0x1F];
    private static readonly byte[] Blank = new byte[Rows];

    /// <summary>The rows of a letter; a box for one that was not drawn.</summary>
    public static ReadOnlySpan<byte> Of(Rune rune) => ByRune.TryGetValue(rune, out var rows) ? rows : Rune.IsWhiteSpace(rune) ? Blank : Unknown;

    private static Dictionary<Rune, byte[]> Read()
    {
        const int Digits = 2 * Rows;
        var glyphs = new Dictionary<Rune, byte[]>();
        foreach (var glyph in Drawn.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            glyphs.Add(Rune.GetRuneAt(glyph, 0), [.. glyph[1..(1 + Digits)].Chunk(2).Select(row => byte.Parse(row, NumberStyles.HexNumber, CultureInfo.InvariantCulture))]);
        return glyphs;
    }
}
