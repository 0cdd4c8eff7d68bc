namespace Telemetry.Collector.Exposition;

/// <summary>
/// Walks a label block, from its opening to its closing brace. The one place that knows how labels are written:
/// it validates a block when a line is read and decodes it when a series is first seen.
/// </summary>
internal ref struct LabelEnumerator
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly bool _blanks;
    private readonly bool _commas;

    /// <param name="text">Begins with the opening brace; may go on after the closing one.</param>
    /// <param name="format">OpenMetrics allows no blanks and demands commas.</param>
    /// <param name="named">Whether the metric already has a name, so that a quoted one inside the braces is a fault.</param>
    /// <param name="commas">Whether commas between labels are demanded in the text format too.</param>
    public LabelEnumerator(ReadOnlySpan<byte> text, ExpositionFormat format, bool named, bool commas = false)
    {
        _text = text;
        _blanks = format == ExpositionFormat.Text;
        _commas = commas || format == ExpositionFormat.OpenMetrics;
        HasName = named;
        End = 1;
    }

    /// <summary>The label just read.</summary>
    public LabelSpan Current { get; private set; }

    /// <summary>Whether the metric has a name, from before the braces or from inside them.</summary>
    public bool HasName { get; private set; }

    /// <summary>The quoted metric name found inside the braces, else empty.</summary>
    public ReadOnlySpan<byte> QuotedName { get; private set; }

    /// <summary>What stopped the walk: None at the closing brace.</summary>
    public BadLineReason Fault { get; private set; }

    /// <summary>Position after what was read so far; after the walk, after the closing brace.</summary>
    public int End { get; private set; }

    private readonly byte Next => End < _text.Length ? _text[End] : (byte)0;

    /// <summary>Reads the next label; false at the closing brace or at a fault.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            SkipBlanks();
            if (Next == '}')
            {
                End++;
                return false;
            }

            if (!TryReadName(out var name, out var quoted))
            {
                return Stop(BadLineReason.InvalidLabelName);
            }

            SkipBlanks();
            if (!quoted || Next is not ((byte)',' or (byte)'}'))
            {
                return TryReadValue(name);
            }

            if (HasName)
            {
                return Stop(BadLineReason.RepeatedName);
            }

            HasName = true;
            QuotedName = name;
            End += Next == ',' ? 1 : 0;
        }
    }

    private bool TryReadName(out ReadOnlySpan<byte> name, out bool quoted)
    {
        var rest = _text[Math.Min(End, _text.Length)..];
        quoted = Next == '"';
        var length = quoted ? QuotedString.Length(rest) : MetricNames.LabelNameLength(rest);
        End += length;
        name = quoted && length > 0 ? rest[1..(length - 1)] : rest[..length];
        return name.Length > 0;
    }

    private bool TryReadValue(ReadOnlySpan<byte> name)
    {
        if (Next != '=')
        {
            return Stop(BadLineReason.MissingEquals);
        }

        End++;
        SkipBlanks();
        var rest = _text[End..];
        var length = QuotedString.Length(rest);
        if (length == 0)
        {
            return Stop(BadLineReason.InvalidLabelValue);
        }

        End += length;
        Current = new LabelSpan(name, rest[1..(length - 1)]);
        SkipBlanks();
        if (Next == ',')
        {
            End++;
        }
        else if (_commas && Next != '}')
        {
            return Stop(BadLineReason.MissingComma);
        }

        return true;
    }

    private void SkipBlanks()
    {
        while (_blanks && Next is (byte)' ' or (byte)'\t')
        {
            End++;
        }
    }

    private bool Stop(BadLineReason fault)
    {
        Fault = fault;
        return false;
    }
}
