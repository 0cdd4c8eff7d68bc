using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Telemetry.Series.Matching;
using Telemetry.Series.Queries;
using Telemetry.Series.Queries.Syntax;

namespace Telemetry.Series.Api;

/// <summary>Parameters of one request: the form of a POST first, then the query string, as Grafana uses both at once.</summary>
internal sealed class ApiParameters
{
    /// <summary>Largest form read.</summary>
    public const int MaxFormBytes = 4 * 1024 * 1024;

    /// <summary>Times of labels and series when a request names none: everything.</summary>
    private const long Never = long.MaxValue / 4;

    private readonly IQueryCollection _query;
    private readonly IFormCollection _form;

    private ApiParameters(IQueryCollection query, IFormCollection form)
    {
        _query = query;
        _form = form;
    }

    /// <exception cref="QueryFailedException">The form cannot be read.</exception>
    public static async Task<ApiParameters> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType) return new(request.Query, FormCollection.Empty);
        try
        {
            if (request.ContentLength > MaxFormBytes) throw new InvalidDataException($"form larger than {MaxFormBytes} bytes");
            var form = await request.ReadFormAsync(new() { BufferBodyLengthLimit = MaxFormBytes, ValueLengthLimit = MaxFormBytes }, cancellationToken);
            return new(request.Query, form);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            throw new QueryFailedException(FailureKind.BadData, $"error parsing form values: {unreadable.Message}");
        }
    }

    /// <summary>First value of a parameter; empty where it is absent.</summary>
    public string Get(string name)
    {
        var values = All(name);
        return values.Count == 0 ? "" : values[0] ?? "";
    }

    public StringValues All(string name) => StringValues.Concat(_form[name], _query[name]);

    /// <summary>A time that must be given.</summary>
    public long RequiredTime(string name) => ParseTime(name, Get(name));

    public long Time(string name, long defaultMs) => Get(name) is { Length: > 0 } text ? ParseTime(name, text) : defaultMs;

    /// <summary>The span of a labels or series request.</summary>
    public (long StartMs, long EndMs) Span() => (Time("start", -Never), Time("end", Never));

    public long RequiredDuration(string name) => ParseDuration(name, Get(name));

    /// <summary>The timeout asked for; null where the request leaves it to us.</summary>
    public TimeSpan? Timeout()
    {
        if (Get("timeout") is not { Length: > 0 } text) return null;
        var milliseconds = Math.Clamp(ParseDuration("timeout", text), 0, (long)TimeSpan.FromDays(1).TotalMilliseconds);
        return TimeSpan.FromMilliseconds(milliseconds);
    }

    /// <summary>Most entries wanted; 0 in a request means all of them.</summary>
    public int Limit()
    {
        if (Get("limit") is not { Length: > 0 } text) return int.MaxValue;
        if (!int.TryParse(text, out var limit)) throw new QueryFailedException(FailureKind.BadData, "limit must be a number");
        return limit <= 0 ? int.MaxValue : limit;
    }

    /// <summary>The query, parsed.</summary>
    public Expression Query()
    {
        try
        {
            return Parser.Parse(Get("query"));
        }
        catch (ParseException invalid)
        {
            throw QueryFailedException.Parameter("query", invalid.Message);
        }
    }

    /// <summary>The selectors of <c>match[]</c>; none where the parameter is absent.</summary>
    public IReadOnlyList<IReadOnlyList<LabelMatcher>> Selectors()
    {
        var selectors = new List<IReadOnlyList<LabelMatcher>>();
        foreach (var text in All("match[]"))
        {
            try
            {
                selectors.Add(Parser.ParseSelector(text ?? ""));
            }
            catch (ParseException invalid)
            {
                throw QueryFailedException.Parameter("match[]", invalid.Message);
            }

            if (selectors[^1].All(matcher => matcher.MatchesEmpty))
                throw QueryFailedException.Parameter("match[]", "match[] must contain at least one non-empty matcher");
        }

        return selectors;
    }

    private static long ParseTime(string name, string text) => TimeText.TryParseTime(text, out var timeMs)
        ? timeMs
        : throw QueryFailedException.Parameter(name, $"cannot parse {GoQuote.Quote(text)} to a valid timestamp");

    private static long ParseDuration(string name, string text) => TimeText.TryParseDuration(text, out var milliseconds)
        ? milliseconds
        : throw QueryFailedException.Parameter(name, $"cannot parse {GoQuote.Quote(text)} to a valid duration");
}
