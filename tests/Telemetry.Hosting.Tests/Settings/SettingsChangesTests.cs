using Telemetry.Hosting.Settings;
using Xunit;

namespace Telemetry.Hosting.Tests.Settings;

public sealed class SettingsChangesTests
{
    private const string Before = "name: one\nnested: { size: 1000, wait: 1s }\nitems: [{ name: a, tags: [x, y] }]\nfree: { KEY: value }\n";

    [Theory]
    [InlineData("one", "one", "")]
    [InlineData("one", "other", "name")]
    [InlineData("1000", "2000", "nested.size")]
    [InlineData("x, y", "x, z", "items")]
    [InlineData("x, y", "x", "items")]
    [InlineData("value", "other", "free")]
    [InlineData("KEY", "OTHER", "free")]
    [InlineData("1s", "1m", "nested.wait")]
    public void Change_IsNamedByItsKey(string old, string changed, string key) =>
        Assert.Equal(key, string.Join(',', SettingsChanges.Between(Load(Before), Load(Before.Replace(old, changed, StringComparison.Ordinal)))));

    private static Whole Load(string text)
    {
        var result = SettingsLoader.Parse<Whole>(text, "test", []);
        Assert.Empty(result.Errors);
        return result.Settings!;
    }

    internal sealed class Whole
    {
        public string Name { get; set; } = "";

        public Part Nested { get; set; } = new();

        public IList<Item> Items { get; set; } = [];

        public IDictionary<string, string> Free { get; set; } = new Dictionary<string, string>();
    }

    internal sealed class Part
    {
        public int Size { get; set; }

        public TimeSpan Wait { get; set; }
    }

    internal sealed class Item
    {
        public string Name { get; set; } = "";

        public IList<string> Tags { get; set; } = [];
    }
}
