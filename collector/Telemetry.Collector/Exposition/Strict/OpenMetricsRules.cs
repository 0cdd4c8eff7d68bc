namespace Telemetry.Collector.Exposition.Strict;

/// <summary>
/// The rules of OpenMetrics 1.0 beyond a single line: metadata before samples and once, families unbroken, names that do not clash,
/// labels and values that fit the type, exemplars only where allowed, histograms that add up.
/// </summary>
internal sealed class OpenMetricsRules
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private OpenMetricsFamily? _family;
    private int _lastLine;

    private OpenMetricsRules()
    {
    }

    private PageVerdict Verdict { get; set; } = PageVerdict.Valid;

    /// <summary>Reads the page up to its first fault.</summary>
    public static PageVerdict Judge(ReadOnlySpan<byte> body)
    {
        var rules = new OpenMetricsRules();
        var handler = new OpenMetricsRulesHandler(rules);
        ExpositionReader.Read(body, ExpositionFormat.OpenMetrics, truncated: false, ref handler);
        rules.EndFamily();
        return rules.Verdict;
    }

    /// <summary>Takes a line that could not even be read.</summary>
    public void BadLine(BadLineReason reason, int line) => Fault(line, reason.Describe());

    /// <summary>Takes a metadata line.</summary>
    /// <param name="name">Name of the family, as written.</param>
    /// <param name="line">Line number.</param>
    /// <param name="set">Sets what the line says; returns what is wrong with it, or null.</param>
    public void Metadata(ReadOnlySpan<byte> name, int line, Func<OpenMetricsFamily, string?> set)
    {
        if (!Verdict.IsValid)
        {
            return;
        }

        if (_family is null || !name.SequenceEqual(_family.RawName))
        {
            BeginFamily(name, line);
        }

        if (MetricNames.NameLength(name) != name.Length)
        {
            Fault(line, "invalid metric name");
        }
        else if (_family!.HasSamples)
        {
            Fault(line, "metadata after samples");
        }
        else if (set(_family) is { } fault)
        {
            Fault(line, fault);
        }

        _lastLine = line;
    }

    /// <summary>Takes a sample.</summary>
    public void Sample(in SampleLine sample)
    {
        if (!Verdict.IsValid)
        {
            return;
        }

        if (_family is null || !_family.Allows(sample.Name, out var role))
        {
            BeginFamily(sample.Name, sample.Point.Line);
            role = SeriesRole.Value;
        }

        if (!_family!.HasSamples)
        {
            Seal();
        }

        if (Verdict.IsValid)
        {
            Fault(sample.Point.Line, OpenMetricsSampleRules.Judge(sample, _family, role));
            Fault(_lastLine, _family.Points.EndedFault);
        }

        _lastLine = sample.Point.Line;
    }

    private void BeginFamily(ReadOnlySpan<byte> name, int line)
    {
        EndFamily();
        _family = new OpenMetricsFamily(name, line);
    }

    /// <summary>Metadata is complete: judges it as a whole.</summary>
    private void Seal()
    {
        var family = _family!;
        family.HasSamples = true;
        var clashes = false;
        foreach (var suffix in OpenMetricsFamily.SuffixesOf(family.Type))
        {
            clashes |= !_names.Add(family.Name + suffix);
        }

        // The bare name is taken even where no sample may carry it.
        clashes |= !OpenMetricsFamily.SuffixesOf(family.Type).Contains("") && !_names.Add(family.Name);
        Fault(family.FirstLine, clashes ? "name clashes with another metric family" : null);
        Fault(_lastLine, family.UnitFault);
    }

    private void EndFamily()
    {
        if (_family is null || !Verdict.IsValid)
        {
            return;
        }

        if (!_family.HasSamples)
        {
            Seal();
        }

        _family.Points.End();
        Fault(_lastLine, _family.Points.EndedFault);
    }

    private void Fault(int line, string? reason)
    {
        // Only the first fault is told, yet the end of a histogram is noticed a line late.
        if (reason is not null && (Verdict.IsValid || line < Verdict.Line))
        {
            Verdict = new PageVerdict(line, reason);
        }
    }
}
