namespace Telemetry.Detection.Correlation;

/// <summary>
/// How many false alarms are allowed, and what evidence that demands. A stream decides once a minute in effect, however often it is looked
/// at: what it sees is correlated over about that long. Tails fitted to data are up to four times too confident far out.
/// </summary>
/// <param name="PagesPerMonth">False pages allowed per cluster in 30 days.</param>
/// <param name="TicketsPerDay">False tickets of its components allowed per cluster and day.</param>
/// <param name="ClusterTicketsPerDay">False tickets of the cluster as a whole allowed per day, beside them.</param>
public sealed record EvidenceBudget(double PagesPerMonth = 1, double TicketsPerDay = 1, double ClusterTicketsPerDay = 1)
{
    /// <summary>Components that decide on their own.</summary>
    public const int DecisionStreams = 10;

    private const double MinutesPerDay = 1440;
    private const double DaysPerMonth = 30;
    private const double MinuteMs = 60_000;
    private const double SafetyFactor = 4;

    // Rows a minute or more apart page only when two in a row say so; noise is taken to say so again once in ten times.
    private const double SecondLook = 10;

    /// <summary>
    /// The budget of decisions that are a minute or more apart: there are fewer of them, so each may be bolder, and a page takes two.
    /// </summary>
    /// <param name="intervalMs">Shortest interval of the targets.</param>
    public EvidenceBudget At(long intervalMs)
    {
        var fewer = intervalMs / MinuteMs;
        return fewer < 1 ? this : this with { PagesPerMonth = PagesPerMonth * fewer * SecondLook, TicketsPerDay = TicketsPerDay * fewer, ClusterTicketsPerDay = ClusterTicketsPerDay * fewer };
    }

    /// <summary>Evidence for a page: 6.24 at one page a month.</summary>
    public double Page => Math.Log10(DecisionStreams * MinutesPerDay * DaysPerMonth * SafetyFactor / PagesPerMonth);

    /// <summary>Evidence for a ticket: 4.76 at one ticket a day; never more than for a page.</summary>
    public double Ticket => Math.Min(Math.Log10(DecisionStreams * MinutesPerDay * SafetyFactor / TicketsPerDay), Page);

    /// <summary>The budget of the cluster as a whole, which is one stream of decisions: a ticket of it takes 3.76 at one a day.</summary>
    public EvidenceBudget OfCluster => this with { TicketsPerDay = ClusterTicketsPerDay * DecisionStreams };
}
