using Microsoft.Extensions.DependencyInjection;
using Telemetry.Catalog;
using Telemetry.Collector.Doctor.Sources;
using Telemetry.Collector.Recordings;

namespace Telemetry.Collector.Doctor;

/// <summary>
/// Tells of pages which expected signals they lack and why, which histograms end too early, and what each costs (<c>docs/doctor.md</c>).
/// </summary>
/// <param name="catalog">What is expected.</param>
/// <param name="time">Clock for parse times.</param>
public sealed class ClusterDoctor(SignalCatalog catalog, TimeProvider time)
{
    private readonly PageExaminer _examiner = new(catalog, time);
    private readonly Diagnosis _diagnosis = new(catalog);

    /// <summary>Examines a page in a file, or every page in a folder and those below it. They are not taken for one cluster.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="component">Component that the pages are of; null leaves it to families and names.</param>
    /// <param name="cancellationToken">Ends it between two pages.</param>
    public DoctorReport ExamineFiles(string path, string? component, CancellationToken cancellationToken)
    {
        var notices = new List<string>();
        var targets = new List<ExaminedTarget>();
        foreach (var sample in PageFiles.In(path, component, notices))
        {
            cancellationToken.ThrowIfCancellationRequested();
            targets.Add(_examiner.Examine(sample));
        }

        return _diagnosis.Of(targets, isCluster: false, notices);
    }

    /// <summary>Examines the last page of each target of a recording.</summary>
    /// <exception cref="RecordingException">The folder holds no readable recording.</exception>
    public async Task<DoctorReport> ExamineRecordingAsync(string folder, CancellationToken cancellationToken)
    {
        var reader = RecordingReader.Open(folder);
        var samples = await LastPages.OfAsync(reader, cancellationToken);
        return _diagnosis.Of(samples.Select(_examiner.Examine), isCluster: true, reader.Notices);
    }

    /// <summary>Scrapes every target of the settings once, those found through an API server too, and examines what they answer.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="services">Holds the client of the Kubernetes API where the settings have a section for it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DoctorReport> ExamineTargetsAsync(CollectorOptions options, IServiceCollection services, CancellationToken cancellationToken)
    {
        var notices = new List<string>();
        var samples = await LivePages.OfAsync(options, services, notices, time, cancellationToken);
        return _diagnosis.Of(samples.Select(_examiner.Examine), isCluster: true, notices);
    }
}
