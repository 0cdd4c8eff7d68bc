using Telemetry.Series.Matching;

namespace Telemetry.Series.Queries.Evaluation;

/// <summary>What an expression evaluates to over all steps.</summary>
internal abstract record QueryValue;

/// <summary>One number per step.</summary>
internal sealed record ScalarValue(double[] Values) : QueryValue;

/// <summary>A text.</summary>
internal sealed record StringValue(string Text) : QueryValue;

/// <summary>Series, each with one value per step.</summary>
internal sealed record VectorValue(IReadOnlyList<SeriesColumn> Series) : QueryValue;

/// <summary>One series of a result.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="Values">One value per step; the staleness marker where there is none.</param>
internal sealed record SeriesColumn(LabelSet Labels, double[] Values);
