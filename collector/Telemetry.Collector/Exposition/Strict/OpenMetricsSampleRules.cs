using System.Text;
using Telemetry.Collector.Exposition.Series;

namespace Telemetry.Collector.Exposition.Strict;

/// <summary>What OpenMetrics 1.0 demands of one sample, given its family's type.</summary>
internal static class OpenMetricsSampleRules
{
    /// <summary>Code points that the labels of an exemplar may have, names and values together.</summary>
    private const int MaxExemplarRunes = 128;

    /// <summary>Returns what is wrong with the sample, or null; passes it on to the family's <see cref="OpenMetricsFamily.Points"/>.</summary>
    public static string? Judge(in SampleLine sample, OpenMetricsFamily family, SeriesRole role)
    {
        var fault = JudgeForm(sample.Labels) ?? JudgeExemplar(sample.Point.Exemplar, family.Type, role);
        if (fault is not null || sample.Series[0] == '{')
        {
            return fault ?? "quoted metric name";
        }

        var labels = Decode(sample.Labels, family, role, out var bound);
        var number = FloatParser.TryParse(Encoding.UTF8.GetBytes(bound ?? ""), out var parsed) ? parsed : double.NaN;
        return JudgeBound(bound, number, role)
            ?? (family.Type == FamilyType.StateSet && bound is null ? "stateset without a label of its own name" : null)
            ?? (role == SeriesRole.Bucket && sample.Point.Exemplar.Exists && sample.Point.Exemplar.Value > number ? "exemplar is outside its bucket" : null)
            ?? JudgeValue(sample.Point.Value, family.Type, role)
            ?? family.Points.Add(sample, family.Type, role, labels, number);
    }

    private static string? JudgeForm(ReadOnlySpan<byte> block)
    {
        if (block.EndsWith(",}"u8))
        {
            return "comma before closing brace";
        }

        var labels = new LabelEnumerator(block, ExpositionFormat.OpenMetrics, named: false);
        while (!block.IsEmpty && labels.MoveNext())
        {
            if (MetricNames.LabelNameLength(labels.Current.Name) != labels.Current.Name.Length)
            {
                return "invalid label name";
            }
        }

        return null;
    }

    private static string? JudgeExemplar(ExemplarSpan exemplar, FamilyType type, SeriesRole role)
    {
        if (!exemplar.Exists)
        {
            return null;
        }

        var isAllowed = role == SeriesRole.Bucket || (role == SeriesRole.Total && type == FamilyType.Counter);
        if (!isAllowed)
        {
            return "exemplars are allowed on buckets and counter totals only";
        }

        var runes = 0;
        var labels = new LabelEnumerator(exemplar.Labels, ExpositionFormat.OpenMetrics, named: true);
        while (labels.MoveNext())
        {
            runes += CountRunes(labels.Current.Name) + CountRunes(labels.Current.Value);
        }

        return runes > MaxExemplarRunes ? "exemplar labels exceed 128 characters" : JudgeForm(exemplar.Labels);
    }

    private static int CountRunes(ReadOnlySpan<byte> escaped) => Escapes.Decode(escaped).EnumerateRunes().Count();

    /// <summary>The labels that tell the metric, and apart from them the one that tells the series within it.</summary>
    private static LabelSet Decode(ReadOnlySpan<byte> block, OpenMetricsFamily family, SeriesRole role, out string? bound)
    {
        bound = null;
        var boundLabel = role switch
        {
            SeriesRole.Bucket => "le",
            SeriesRole.Quantile => "quantile",
            _ => family.Type == FamilyType.StateSet ? family.Name : null,
        };
        var decoded = new List<Label>();
        var labels = new LabelEnumerator(block, ExpositionFormat.OpenMetrics, named: false);
        while (!block.IsEmpty && labels.MoveNext())
        {
            var label = new Label(Escapes.Decode(labels.Current.Name), Escapes.Decode(labels.Current.Value));
            if (label.Name == boundLabel)
            {
                bound = label.Value;
            }
            else if (family.Type != FamilyType.Info)
            {
                // All samples of an info family are one group.
                decoded.Add(label);
            }
        }

        return new LabelSet([.. decoded]);
    }

    private static string? JudgeBound(string? bound, double number, SeriesRole role)
    {
        // Of all spellings the specification demands only this one.
        var isCanonical = !double.IsNaN(number) && (!double.IsPositiveInfinity(number) || bound == "+Inf");
        return role switch
        {
            SeriesRole.Quantile when !isCanonical || number is not (>= 0 and <= 1) => "invalid quantile label",
            SeriesRole.Bucket when !isCanonical => "invalid le label",
            _ => null,
        };
    }

    private static string? JudgeValue(double value, FamilyType type, SeriesRole role)
    {
        var isCount = role is SeriesRole.Bucket or SeriesRole.Count;
        var isCounterLike = isCount || role is SeriesRole.Total or SeriesRole.Sum;
        return (type, role) switch
        {
            (FamilyType.StateSet, _) when value is not (0 or 1) => "stateset values are 0 or 1",
            (FamilyType.Info, _) when value != 1 => "info values are 1",
            (FamilyType.Summary, SeriesRole.Quantile) when value < 0 => "quantile values cannot be negative",
            _ when isCounterLike && double.IsNaN(value) => "counter-like values cannot be NaN",
            // A gauge histogram's sum may be negative where its buckets are; that is judged with the buckets.
            _ when isCounterLike && value < 0 && !(type == FamilyType.GaugeHistogram && role == SeriesRole.Sum) =>
                "counter-like values cannot be negative",
            _ when isCount && !double.IsInteger(value) => "counts are integers",
            _ => null,
        };
    }
}
