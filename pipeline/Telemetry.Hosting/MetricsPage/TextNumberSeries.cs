using System.Text;

namespace Telemetry.Hosting.MetricsPage;

/// <summary>A counter or gauge of the built-in page.</summary>
internal sealed class TextNumberSeries(bool adds) : ITextSeries
{
    private readonly Lock _gate = new();
    private double _value;

    public void Record(double value)
    {
        lock (_gate) _value = adds ? _value + value : value;
    }

    public void WriteTo(StringBuilder page, string family, string labels)
    {
        double value;
        lock (_gate) value = _value;
        PageText.Line(page, family, labels, value);
    }
}
