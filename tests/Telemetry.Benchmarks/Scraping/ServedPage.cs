namespace Telemetry.Benchmarks.Scraping;

/// <summary>A page and how many samples it has.</summary>
internal sealed record ServedPage(byte[] Body, int Samples)
{
    public static ServedPage Of(byte[] body) => new(body, CountSamples(body));

    private static int CountSamples(ReadOnlySpan<byte> body)
    {
        var samples = 0;
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range];
            if (!line.IsEmpty && line[0] != '#') samples++;
        }

        return samples;
    }
}

/// <summary>What was served in a stretch of time.</summary>
internal sealed record ServedCount(long Scrapes, long Samples, long Bytes);
