using Telemetry.Series.Matching;
using Telemetry.Series.Queries;
using Telemetry.Series.Window;

namespace Telemetry.Series.Api;

/// <summary>Answers <c>labels</c>, <c>label/…/values</c> and <c>series</c>. Lists are sorted and cut at the limit that the request asks for.</summary>
internal sealed class LabelEndpoints(SeriesWindow window)
{
    private static readonly IReadOnlyList<IReadOnlyList<LabelMatcher>> Everything = [[]];

    public Task<ApiAnswer> NamesAsync(ApiParameters parameters)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var series in Select(parameters))
        {
            foreach (var label in series.Labels.Labels) names.Add(label.Name);
        }

        return Task.FromResult(List(names, parameters.Limit()));
    }

    /// <exception cref="QueryFailedException">The label's name is not a valid one.</exception>
    public Task<ApiAnswer> ValuesAsync(string name, ApiParameters parameters)
    {
        if (!IsLabelName(name)) throw new QueryFailedException(FailureKind.BadData, $"invalid label name: {GoQuote.Quote(name)}");
        var values = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var series in Select(parameters))
        {
            if (series.Labels.Get(name) is { Length: > 0 } value) values.Add(value);
        }

        return Task.FromResult(List(values, parameters.Limit()));
    }

    public Task<ApiAnswer> SeriesAsync(ApiParameters parameters)
    {
        if (parameters.All("match[]").Count == 0) throw new QueryFailedException(FailureKind.BadData, "no match[] parameter provided");
        var found = Select(parameters).Select(series => series.Labels).Distinct().Order().Take(parameters.Limit()).ToList();
        return Task.FromResult<ApiAnswer>(async (json, cancellationToken) =>
        {
            json.WriteStartArray();
            foreach (var labels in found)
            {
                ResultWriter.WriteLabels(json, labels);
                await ResultWriter.FlushIfLargeAsync(json, cancellationToken);
            }

            json.WriteEndArray();
        });
    }

    private IEnumerable<MemorySeries> Select(ApiParameters parameters)
    {
        var (start, end) = parameters.Span();
        var selectors = parameters.Selectors();
        return (selectors.Count == 0 ? Everything : selectors).SelectMany(matchers => window.Select(matchers, start, end));
    }

    private static ApiAnswer List(IEnumerable<string> texts, int limit) => async (json, cancellationToken) =>
    {
        json.WriteStartArray();
        foreach (var text in texts.Take(limit))
        {
            json.WriteStringValue(text);
            await ResultWriter.FlushIfLargeAsync(json, cancellationToken);
        }

        json.WriteEndArray();
    };

    private static bool IsLabelName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
