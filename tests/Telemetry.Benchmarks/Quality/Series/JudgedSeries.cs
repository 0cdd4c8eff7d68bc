using System.Runtime.InteropServices;

namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>One row that had a value: what its label says and what the detector said.</summary>
/// <param name="IsLabelled">Whether the row is labelled.</param>
/// <param name="Score">Score of the row.</param>
/// <param name="IsAlert">Whether an alert was raised in it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JudgedRow(bool IsLabelled, double Score, bool IsAlert);

/// <summary>A labelled file beside the scores that it got. Rows without a value are left out, so a gap does not cut a labelled run in two.</summary>
/// <param name="Group">Folder of the file.</param>
/// <param name="Rows">Rows in order of time.</param>
/// <param name="Days">Length, in days of rows at the usual step.</param>
internal sealed record JudgedSeries(string Group, IReadOnlyList<JudgedRow> Rows, double Days)
{
    /// <summary>The later half: what a public split calls test.</summary>
    public JudgedSeries SecondHalf() => this with { Rows = [.. Rows.Skip(Rows.Count / 2)], Days = Days / 2 };

    /// <summary>Labelled runs: first and last row of each.</summary>
    public IEnumerable<(int First, int Last)> Events()
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            if (!Rows[i].IsLabelled) continue;
            var first = i;
            while (i + 1 < Rows.Count && Rows[i + 1].IsLabelled) i++;
            yield return (first, i);
        }
    }
}
