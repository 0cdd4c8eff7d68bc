using System.Globalization;
using System.Text;
using Telemetry.Hosting.MetricsPage;
using Xunit;

namespace Telemetry.Hosting.Tests.MetricsPage;

public sealed class TextFamilyTests
{
    [Fact]
    public async Task WriteTo_WhileSeriesAreBorn_WritesThoseThatAreThere()
    {
        // The moment in which a birth could break the writing is short: it takes many short lives to meet it.
        for (var life = 0; life < 40; life++)
        {
            var family = new TextFamily(new MetricDescription("young_total", "What is young.", MetricKind.Counter, []));
            var born = Task.Run(() =>
            {
                for (var number = 0; number < 1000; number++) family.Open([new("number", number.ToString(CultureInfo.InvariantCulture))]).Record(1);
            });
            while (!born.IsCompleted) Lines(family);
            await born;

            Assert.Equal(1002, Lines(family));
        }
    }

    private static int Lines(TextFamily family)
    {
        var page = new StringBuilder();
        family.WriteTo(page);
        return $"{page}".Count(letter => letter == '\n');
    }
}
