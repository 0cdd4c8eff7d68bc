namespace Telemetry.Collector.Publishing;

/// <summary>What became of one page's samples: read = forwarded + dropped, by reason.</summary>
internal sealed class ScrapeTally
{
    /// <summary>Sample lines that could be read.</summary>
    public int Read { get; set; }

    /// <summary>Those that went into the records.</summary>
    public int Forwarded { get; set; }

    /// <summary>Those of families that the catalog does not forward.</summary>
    public int NotInCatalog { get; set; }

    /// <summary>Those that repeat a series of the same page.</summary>
    public int Duplicates { get; set; }

    /// <summary>Those that a limit left no place for; by which, the page's reading tells.</summary>
    public int Refused { get; set; }

    /// <summary>Those whose values mean nothing: parts of histograms whose buckets contradict each other, counters that are no number.</summary>
    public BrokenValues Broken { get; } = new();

    /// <summary>Parts of histograms that came only in part, since the page broke off.</summary>
    public int IncompleteHistogram { get; set; }

    /// <summary>Those whose point alone is larger than a record may be.</summary>
    public int Oversized { get; set; }

    /// <summary>Lines that could not be read; not part of <see cref="Read"/>.</summary>
    public int BadLines { get; set; }

    /// <summary>Counts the samples of one point that was or was not written.</summary>
    public void Settle(bool written, int samples)
    {
        if (written) Forwarded += samples;
        else Oversized += samples;
    }

    /// <summary>Begins the count of another page.</summary>
    public void Clear()
    {
        Read = Forwarded = NotInCatalog = Duplicates = Refused = IncompleteHistogram = Oversized = BadLines = 0;
        Broken.Clear();
    }
}
