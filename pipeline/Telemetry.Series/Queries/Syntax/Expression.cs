using Telemetry.Series.Matching;

namespace Telemetry.Series.Queries.Syntax;

/// <summary>Type of what an expression evaluates to.</summary>
internal enum ExpressionType
{
    Scalar,
    String,
    Vector,
}

/// <summary>A node of a parsed query.</summary>
/// <param name="Type">What it evaluates to.</param>
/// <param name="Position">Where it begins in the query.</param>
/// <param name="Depth">Levels of nodes below and including this one.</param>
internal abstract record Expression(ExpressionType Type, int Position, int Depth);

/// <summary>A number.</summary>
internal sealed record NumberLiteral(int Position, double Value) : Expression(ExpressionType.Scalar, Position, 1);

/// <summary>A text.</summary>
internal sealed record StringLiteral(int Position, string Value) : Expression(ExpressionType.String, Position, 1);

/// <summary>Series that satisfy every matcher, each with its newest sample within the lookback.</summary>
internal sealed record VectorSelector(int Position, IReadOnlyList<LabelMatcher> Matchers) : Expression(ExpressionType.Vector, Position, 1);

/// <summary>The negation of an operand; the series lose their names.</summary>
internal sealed record Negation(int Position, Expression Operand) : Expression(Operand.Type, Position, Operand.Depth + 1);

/// <summary>Arithmetic on two operands.</summary>
internal sealed record BinaryExpression(ArithmeticOperator Operator, Expression Left, Expression Right) : Expression(
    Left.Type == ExpressionType.Scalar ? Right.Type : Left.Type, Left.Position, Math.Max(Left.Depth, Right.Depth) + 1);
