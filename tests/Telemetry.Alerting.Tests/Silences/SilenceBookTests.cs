using Telemetry.Alerting.Silences;
using Telemetry.Contracts.Alerts;
using Xunit;

namespace Telemetry.Alerting.Tests.Silences;

public class SilenceBookTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);
    private static readonly LabelSet Alert = LabelSet.Of([new("alertname", "a"), new("svc", "x")]);

    [Theory]
    [InlineData("svc", "x", false, true, true)]
    [InlineData("svc", "x", false, false, false)]
    [InlineData("svc", "x|y", true, true, true)]
    [InlineData("svc", "y.*", true, false, true)]
    [InlineData("absent", "", false, true, true)]
    [InlineData("svc", "(", true, true, false)]
    public void Silence_OfAMatcher_HoldsWhatMatches(string label, string value, bool isRegex, bool isEqual, bool holds)
    {
        var book = new SilenceBook();

        book.Put(Silence("s", Now.AddHours(1)) with { Matchers = [new("alertname", "a", IsRegex: false, IsEqual: true), new(label, value, isRegex, isEqual)] }, Now);

        Assert.Equal(holds ? ["s"] : [], book.SilencedBy(Alert, Now));
    }

    [Fact]
    public void Silence_OutsideItsTime_HoldsNothing()
    {
        var book = new SilenceBook();
        book.Put(Silence("s", Now.AddHours(1)), Now);

        Assert.Empty(book.SilencedBy(Alert, Now.AddMinutes(-1)));
        Assert.Empty(book.SilencedBy(Alert, Now.AddHours(1)));
    }

    [Fact]
    public void Put_OlderVersionOrLongExpired_ChangesNothingOrForgets()
    {
        var book = new SilenceBook();
        book.Put(Silence("s", Now.AddHours(1)), Now);
        book.Put(Silence("s", Now) with { UpdatedAt = Now.AddMinutes(-1) }, Now);
        Assert.Equal(Now.AddHours(1), book.Find("s")!.EndsAt);

        book.Put(Silence("t", DateTimeOffset.MaxValue), Now.AddHours(1) + SilenceBook.Retention);

        Assert.Null(book.Find("s"));
        Assert.Equal(["s", "t"], book.TakeChanged().Order(StringComparer.Ordinal));
        Assert.Empty(book.TakeChanged());
    }

    private static Silence Silence(string id, DateTimeOffset end) => new()
    {
        Id = id,
        Matchers = [new("alertname", "a", IsRegex: false, IsEqual: true)],
        StartsAt = Now,
        EndsAt = end,
        CreatedBy = "test",
        Comment = "test",
        UpdatedAt = Now,
    };
}
