using System.Runtime.InteropServices;

namespace Telemetry.Benchmarks.Quality.FalseAlarms;

/// <summary>Alerts of one healthy series.</summary>
/// <param name="Family">Law of its noise.</param>
/// <param name="Conditions">Autocorrelation and rate.</param>
/// <param name="Daily">Alerts at a budget of one a day.</param>
/// <param name="Monthly">Alerts at a budget of one in 30 days.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FalseAlarmCell(string Family, string Conditions, int Daily, int Monthly);
