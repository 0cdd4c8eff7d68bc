using System.Globalization;
using Telemetry.Series.Queries;
using Telemetry.Series.Queries.Evaluation;
using Telemetry.Series.Queries.Syntax;
using Telemetry.Series.Window;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Series.Tests.Promqltest;

/// <summary>Plays Prometheus 3's own test scripts, those evaluations of them that our language has.</summary>
public sealed class PromqlScriptTests
{
    /// <summary>Relative distance at which two results are still the same, as in Prometheus's runner.</summary>
    private const double Tolerance = 1e-6;

    [CorpusTheory]
    [InlineData("literals.test", 25)]
    [InlineData("selectors.test", 10)]
    [InlineData("staleness.test", 10)]
    [InlineData("operators.test", 20)]
    [InlineData("range_queries.test", 1)]
    public void Script_OfPrometheus_GivesItsResults(string file, int leastEvaluations)
    {
        var played = 0;
        PromqlScript.Play(File.ReadAllText(Corpus.PathOf("fixtures", "promqltest", file)), NewFixture, (fixture, eval) =>
        {
            if (!TryParse(eval.Query, out var expression)) return;
            Check(fixture, eval, expression!);
            played++;
        });

        Assert.True(played >= leastEvaluations, $"{played} evaluations of {file} were played.");
    }

    private static Fixture NewFixture()
    {
        var fixture = new Fixture(new() { Retention = TimeSpan.FromDays(7) });
        fixture.Clock.Now = DateTimeOffset.UnixEpoch.AddDays(7);
        return fixture;
    }

    private static bool TryParse(string query, out Expression? expression)
    {
        try
        {
            expression = Parser.Parse(query);
            return true;
        }
        catch (ParseException)
        {
            expression = null;
            return false;
        }
    }

    private static void Check(Fixture fixture, ScriptEval eval, Expression expression)
    {
        var steps = eval.IsRange ? StepRange.Between(eval.StartMs, eval.EndMs, eval.StepMs) : StepRange.Instant(eval.StartMs);
        try
        {
            var value = new Evaluator(fixture.Window, fixture.Options, steps, CancellationToken.None).Evaluate(expression);
            Assert.False(eval.Fails, $"{eval.Query} must fail.");
            Compare(eval, value, steps);
        }
        catch (QueryFailedException failure)
        {
            Assert.True(eval.Fails, $"{eval.Query}: {failure.Message}");
        }
    }

    private static void Compare(ScriptEval eval, QueryValue value, StepRange steps)
    {
        switch (value)
        {
            case StringValue text:
                Assert.True(StringText.TryUnquote(eval.Expected[0]["expect string ".Length..], out var expected));
                Assert.Equal(expected, text.Text);
                break;
            case ScalarValue scalar:
                Same(eval, [Number(eval.Expected[0])], scalar.Values[..1]);
                break;
            case VectorValue vector:
                CompareSeries(eval, vector, steps.Count);
                break;
        }
    }

    private static void CompareSeries(ScriptEval eval, VectorValue vector, int count)
    {
        var given = vector.Series.Where(series => !Array.TrueForAll(series.Values, StaleMarker.Is)).ToDictionary(series => series.Labels, series => series.Values);
        foreach (var line in eval.Expected)
        {
            var split = line.Contains('}', StringComparison.Ordinal) ? line.LastIndexOf('}') + 1 : line.IndexOf(' ', StringComparison.Ordinal);
            var labels = ScriptLoad.Labels(line[..split]);
            Assert.True(given.Remove(labels, out var values), $"{eval.Query}: {labels} is missing.");
            Same(eval, ExpectedValues(line[split..], count), values!);
        }

        Assert.True(given.Count == 0, $"{eval.Query}: {string.Join(", ", given.Keys)} should not be there.");
    }

    // A range's values in expanding notation; what is not written is absent.
    private static double[] ExpectedValues(string text, int count)
    {
        var values = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries).SelectMany(ScriptLoad.Expand)
            .Select(value => value ?? StaleMarker.Value).ToList();
        while (values.Count < count) values.Add(StaleMarker.Value);
        return [.. values];
    }

    private static void Same(ScriptEval eval, double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var same = StaleMarker.Is(expected[i]) == StaleMarker.Is(actual[i])
                && (expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= Tolerance * Math.Abs(expected[i]));
            Assert.True(same, $"{eval.Query}, step {i}: expected {expected[i]}, was {actual[i]}.");
        }
    }

    private static double Number(string text) =>
        double.Parse(text.Replace("Inf", "Infinity", StringComparison.OrdinalIgnoreCase), NumberStyles.Float, CultureInfo.InvariantCulture);
}
