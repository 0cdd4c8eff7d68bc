using Telemetry.Backtest.Columns;
using Xunit;

namespace Telemetry.Backtest.Tests.Columns;

public sealed class ColumnWordsTests
{
    [Theory]
    [InlineData("PodServerLatencyP95(s)", "Latency")]
    [InlineData("carts_lat_90", "Latency")]
    [InlineData("PodSuccessRate(%)", "Success")]
    [InlineData("availability|Average", "Success")]
    [InlineData("error_rate", "Failure")]
    [InlineData("CpuUsageRate(%)", "Cpu")]
    [InlineData("front-end_mem", "Memory")]
    [InlineData("requests|Sum", "Rate")]
    [InlineData("PodWorkload(Ops)", "Rate")]
    [InlineData("carts_lod", "Rate")]
    [InlineData("value", "Level")]
    [InlineData("m17", "Level")]
    public void Name_Kind_FollowsFromItsWords(string name, string kind) => Assert.Equal(kind, ColumnWords.KindOf(name).ToString());
}
