using System.Text;

namespace Telemetry.Contracts.Metrics;

/// <summary>The target and scrape that a record's metrics came from. Spans point into the record.</summary>
public readonly ref struct ResourceView
{
    internal ResourceView(AttributeList attributes)
    {
        Attributes = attributes;
        Parts = 1;
        Part = 1;
        foreach (var attribute in attributes)
        {
            if (attribute.Key.SequenceEqual("k8s.cluster.name"u8)) Cluster = attribute.Text;
            else if (attribute.Key.SequenceEqual("service.name"u8)) Job = attribute.Text;
            else if (attribute.Key.SequenceEqual("service.instance.id"u8)) Instance = attribute.Text;
            else if (attribute.Key.SequenceEqual("telemetry.scrape.time_ms"u8)) ScrapeTimeMs = attribute.Int;
            else if (attribute.Key.SequenceEqual("telemetry.scrape.interval_ms"u8)) IntervalMs = attribute.Int;
            else if (attribute.Key.SequenceEqual("telemetry.scrape.duration_ms"u8)) DurationMs = attribute.Int;
            else if (attribute.Key.SequenceEqual("telemetry.scrape.slot"u8)) Slot = attribute.Int;
            else if (attribute.Key.SequenceEqual("telemetry.scrape.ends"u8)) Ends = attribute.Int != 0;
            else if (attribute.Key.SequenceEqual("telemetry.part"u8)) Part = attribute.Int;
            else if (attribute.Key.SequenceEqual("telemetry.parts"u8)) Parts = attribute.Int;
        }
    }

    /// <summary>Every attribute, known or not.</summary>
    public AttributeList Attributes { get; }

    /// <summary>Cluster, UTF-8; empty in a foreign record that does not say.</summary>
    public ReadOnlySpan<byte> Cluster { get; }

    /// <summary>Prometheus's job, UTF-8.</summary>
    public ReadOnlySpan<byte> Job { get; }

    /// <summary>Prometheus's instance, UTF-8.</summary>
    public ReadOnlySpan<byte> Instance { get; }

    /// <summary>When the scrape began, Unix milliseconds; 0 in a foreign record, whose points have their own times.</summary>
    public long ScrapeTimeMs { get; }

    /// <summary>Scrape interval in milliseconds; 0 where unknown.</summary>
    public long IntervalMs { get; }

    /// <summary>Duration of the scrape in milliseconds; 0 where unknown.</summary>
    public long DurationMs { get; }

    /// <summary>Number of the moment that the scrape was made for; 0 where it has none.</summary>
    public long Slot { get; }

    /// <summary>Whether the target is scraped no more.</summary>
    public bool Ends { get; }

    /// <summary>Which part of the scrape this is, from 1.</summary>
    public long Part { get; }

    /// <summary>Of how many parts.</summary>
    public long Parts { get; }

    /// <summary>The target's identity, in new strings.</summary>
    public TargetId ToTarget() => new(Encoding.UTF8.GetString(Cluster), Encoding.UTF8.GetString(Job), Encoding.UTF8.GetString(Instance));
}
