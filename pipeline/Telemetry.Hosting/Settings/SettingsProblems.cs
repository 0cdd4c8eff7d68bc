namespace Telemetry.Hosting.Settings;

/// <summary>Collects everything that is wrong, so that it can be told at once in the order of the document.</summary>
internal sealed class SettingsProblems
{
    private readonly List<(Place Place, string Key, string Text)> _problems = [];

    public void Add(Place place, string key, string text) => _problems.Add((place, key, text));

    public IReadOnlyList<SettingsError> ToErrors()
    {
        var sources = _problems.Select(problem => problem.Place.Source).Distinct(StringComparer.Ordinal).Index().ToDictionary(source => source.Item, source => source.Index, StringComparer.Ordinal);
        return [.. _problems.OrderBy(problem => problem.Place.Line == 0).ThenBy(problem => sources[problem.Place.Source])
            .ThenBy(problem => problem.Place.Line).ThenBy(problem => problem.Place.Column)
            .Select(problem => new SettingsError(problem.Place.ToString(), problem.Key, problem.Text))];
    }
}
