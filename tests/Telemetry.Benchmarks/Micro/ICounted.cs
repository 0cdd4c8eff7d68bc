namespace Telemetry.Benchmarks.Micro;

/// <summary>What one operation of a benchmark does, so that its time can be told per item and per byte.</summary>
/// <param name="Items">Items handled.</param>
/// <param name="Unit">What an item is: <c>samples</c>, <c>histograms</c>.</param>
/// <param name="Bytes">Bytes read or written; 0 where that says nothing.</param>
public sealed record Workload(long Items, string Unit, long Bytes);

/// <summary>A class of benchmarks that appears in <c>./telemetry bench</c>. A new one needs nothing but this.</summary>
public interface ICounted
{
    /// <summary>Builds the input; marked <c>[GlobalSetup]</c>.</summary>
    void Setup();

    /// <summary>What every benchmark of the class does in one operation; asked after <see cref="Setup"/>.</summary>
    Workload PerOperation { get; }
}
