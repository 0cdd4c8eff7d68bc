using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Targets;
using Telemetry.Contracts;

namespace Telemetry.Collector.Tests.Targets;

/// <summary>A source whose sets a test gives.</summary>
internal sealed class ListedTargets : ITargetSource, ITargetSourceFactory
{
    private readonly Channel<IReadOnlyList<ScrapeTarget>> _sets = Channel.CreateUnbounded<IReadOnlyList<ScrapeTarget>>();

    public void Give(params ScrapeTarget[] targets) => _sets.Writer.TryWrite(targets);

    public async IAsyncEnumerable<IReadOnlyList<ScrapeTarget>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var set in _sets.Reader.ReadAllAsync(cancellationToken)) yield return set;
    }

    public IEnumerable<ITargetSource> SourcesOf(ScrapeConfigOptions config, string cluster) => [this];

    public static ScrapeTarget Target(string address, string job = "job") => new()
    {
        Id = new TargetId("cluster", job, address),
        Url = new Uri($"http://{address}/metrics"),
        Interval = TimeSpan.FromSeconds(1),
        Timeout = TimeSpan.FromSeconds(1),
        BodyLimitBytes = 1_000_000,
        Labels = [new("a", "b")],
    };
}
