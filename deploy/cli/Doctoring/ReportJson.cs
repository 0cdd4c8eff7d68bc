using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.Collector.Doctor;

namespace Telemetry.Cli.Doctoring;

/// <summary>A report for machines (<c>docs/doctor.md</c>).</summary>
internal static class ReportJson
{
    private const int LargestFamilies = 5;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(DoctorReport report) => JsonSerializer.Serialize(
        new { report.Worst, report.Findings, Targets = report.Targets.Select(Of), report.Notices }, Options) + "\n";

    private static object Of(ExaminedTarget target) => new
    {
        target.Name,
        target.Job,
        target.Component,
        Page = target.Problem is null ? target.Page : null,
        Version = target.Version?.ToString(),
        target.Problem,
        target.BadLines,
        Cost = target.Problem is null ? target.Cost with { ParseMs = Math.Round(target.Cost.ParseMs, 3) } : (PageCost?)null,
        Largest = target.Families.Values.OrderByDescending(family => family.Samples).ThenBy(family => family.Name, StringComparer.Ordinal)
            .Take(LargestFamilies).Select(family => new { family.Name, family.Samples }),
    };
}
