using System.Globalization;
using System.Text.Json;

namespace Telemetry.Hosting.Settings;

/// <summary>Reads and writes the single values that options hold. An unknown type is a programmer's error.</summary>
internal static class ScalarText
{
    public static bool IsScalar(Type type) => Underlying(type) is var plain
        && (plain.IsEnum || plain == typeof(string) || plain == typeof(bool) || plain == typeof(int) || plain == typeof(long)
            || plain == typeof(double) || plain == typeof(TimeSpan) || plain == typeof(Uri));

    /// <summary>What a value of the type looks like, for messages and for the reference page.</summary>
    public static string Describe(Type type) => Underlying(type) switch
    {
        { IsEnum: true } plain => "one of " + string.Join(", ", Enum.GetNames(plain).Select(EnumKey)),
        var plain when plain == typeof(bool) => "true or false",
        var plain when plain == typeof(int) || plain == typeof(long) => "a whole number or a size such as 10MB",
        var plain when plain == typeof(double) => "a number",
        var plain when plain == typeof(TimeSpan) => "a duration such as 15s or 1m30s",
        var plain when plain == typeof(Uri) => "an absolute URL",
        _ => "text",
    };

    /// <summary>The value that the text stands for, or null when it stands for none.</summary>
    public static object? Read(Type type, string text)
    {
        var plain = Underlying(type);
        if (plain == typeof(string)) return text;
        if (plain.IsEnum) return ReadEnum(plain, text);
        if (plain == typeof(bool)) return text switch { "true" => true, "false" => false, _ => null };
        if (plain == typeof(int)) return ReadWhole(text) is { } whole and >= int.MinValue and <= int.MaxValue ? (int)whole : null;
        if (plain == typeof(long)) return ReadWhole(text);
        if (plain == typeof(double)) return ReadDouble(text);
        if (plain == typeof(TimeSpan)) return PrometheusDuration.TryParse(text, out var duration) ? duration : null;
        if (plain == typeof(Uri)) return Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;
        throw new InvalidOperationException($"Settings cannot hold a {type}.");
    }

    /// <summary>The same in a file that other programs read too: truth may be spelt in all ways of YAML 1.1.</summary>
    public static object? ReadForeign(Type type, string text) => Underlying(type) != typeof(bool) ? Read(type, text) : text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "y" => true,
        "false" or "no" or "off" or "n" => false,
        _ => null,
    };

    public static string Write(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        TimeSpan duration => PrometheusDuration.Format(duration),
        Enum name => EnumKey(name.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string EnumKey(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static object? ReadEnum(Type type, string text)
    {
        var name = Enum.GetNames(type).FirstOrDefault(name => EnumKey(name) == text.Replace('-', '_'));
        return name is null ? null : Enum.Parse(type, name);
    }

    private static long? ReadWhole(string text)
    {
        if (long.TryParse(text, CultureInfo.InvariantCulture, out var number)) return number;
        return SizeInBytes.TryParse(text, out var bytes) ? bytes : null;
    }

    private static object? ReadDouble(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
