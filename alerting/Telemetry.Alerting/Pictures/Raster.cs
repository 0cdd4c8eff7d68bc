namespace Telemetry.Alerting.Pictures;

/// <summary>Pixels to draw on: smooth lines, filled shapes, text. What lies outside is cut off.</summary>
internal sealed class Raster
{
    private const int Channels = 3;

    private readonly byte[] _pixels;

    public Raster(int width, int height, Rgb background)
    {
        Width = width;
        Height = height;
        _pixels = new byte[width * height * Channels];
        for (var at = 0; at < _pixels.Length; at += Channels) Set(at, background);
    }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>The bytes of one row, red, green and blue of each pixel.</summary>
    public ReadOnlySpan<byte> Row(int y) => _pixels.AsSpan(y * Width * Channels, Width * Channels);

    /// <summary>Fills a rectangle.</summary>
    public void Fill(double left, double top, double right, double bottom, Rgb color, double opacity)
    {
        for (var y = Math.Max(0, (int)Math.Round(top)); y < Math.Min(Height, (int)Math.Round(bottom)); y++)
        for (var x = Math.Max(0, (int)Math.Round(left)); x < Math.Min(Width, (int)Math.Round(right)); x++)
            Blend(x, y, color, opacity);
    }

    /// <summary>Fills a triangle.</summary>
    public void Fill(Spot a, Spot b, Spot c, Rgb color, double opacity)
    {
        var (top, bottom) = (Math.Min(a.Y, Math.Min(b.Y, c.Y)), Math.Max(a.Y, Math.Max(b.Y, c.Y)));
        var (left, right) = (Math.Min(a.X, Math.Min(b.X, c.X)), Math.Max(a.X, Math.Max(b.X, c.X)));
        for (var y = Math.Max(0, (int)top); y < Math.Min(Height, bottom + 1); y++)
        for (var x = Math.Max(0, (int)left); x < Math.Min(Width, right + 1); x++)
            if (IsInside(new Spot(x + 0.5, y + 0.5), a, b, c)) Blend(x, y, color, opacity);
    }

    /// <summary>Draws a line with smooth edges; <paramref name="dash"/> pixels on and as many off, 0 for none.</summary>
    public void Line(Spot from, Spot to, Rgb color, double width, double dash = 0)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        if (length <= 0) return;
        var reach = (width / 2) + 1;
        for (var y = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - reach)); y < Math.Min(Height, Math.Max(from.Y, to.Y) + reach); y++)
        for (var x = Math.Max(0, (int)(Math.Min(from.X, to.X) - reach)); x < Math.Min(Width, Math.Max(from.X, to.X) + reach); x++)
        {
            var along = Math.Clamp((((x + 0.5 - from.X) * dx) + ((y + 0.5 - from.Y) * dy)) / length, 0, length);
            if (dash > 0 && (int)(along / dash) % 2 == 1) continue;
            var (offX, offY) = (x + 0.5 - from.X - (dx * along / length), y + 0.5 - from.Y - (dy * along / length));
            Blend(x, y, color, Math.Clamp((width / 2) + 0.5 - Math.Sqrt((offX * offX) + (offY * offY)), 0, 1));
        }
    }

    /// <summary>Writes text with its upper left corner at a spot; each dot of a letter is <paramref name="scale"/> pixels wide.</summary>
    public void Text(double left, double top, string text, Rgb color, int scale)
    {
        var x = left;
        foreach (var rune in text.EnumerateRunes())
        {
            var rows = Glyphs.Of(rune);
            for (var row = 0; row < Glyphs.Rows; row++)
            for (var column = 0; column < Glyphs.Columns; column++)
                if ((rows[row] >> (Glyphs.Columns - 1 - column) & 1) == 1)
                    Fill(x + (column * scale), top + (row * scale), x + ((column + 1) * scale), top + ((row + 1) * scale), color, 1);
            x += Glyphs.Advance * scale;
        }
    }

    /// <summary>How wide a text is, pixels.</summary>
    public static double WidthOf(string text, int scale) => text.EnumerateRunes().Count() * Glyphs.Advance * scale;

    private void Blend(int x, int y, Rgb color, double opacity)
    {
        var at = ((y * Width) + x) * Channels;
        byte Mix(byte below, byte above) => (byte)Math.Round(below + ((above - below) * opacity));
        Set(at, new Rgb(Mix(_pixels[at], color.Red), Mix(_pixels[at + 1], color.Green), Mix(_pixels[at + 2], color.Blue)));
    }

    private void Set(int at, Rgb color) => (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = (color.Red, color.Green, color.Blue);

    private static bool IsInside(Spot spot, Spot a, Spot b, Spot c)
    {
        var (first, second, third) = (Side(spot, a, b), Side(spot, b, c), Side(spot, c, a));
        return (first >= 0 && second >= 0 && third >= 0) || (first <= 0 && second <= 0 && third <= 0);
    }

    private static double Side(Spot spot, Spot from, Spot to) => ((to.X - from.X) * (spot.Y - from.Y)) - ((to.Y - from.Y) * (spot.X - from.X));
}
