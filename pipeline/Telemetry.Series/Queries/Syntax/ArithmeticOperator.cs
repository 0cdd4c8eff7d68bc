namespace Telemetry.Series.Queries.Syntax;

/// <summary>Arithmetic operators.</summary>
internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
}

/// <summary>How the operators bind and what they compute.</summary>
internal static class ArithmeticOperators
{
    /// <summary>Binding strength of a sign: <c>-2^2</c> is −4, <c>-2*2</c> is (−2)·2.</summary>
    public const int SignPrecedence = 2;

    /// <summary>The operator of a token's text; null for another operator.</summary>
    public static ArithmeticOperator? Find(string text) => text switch
    {
        "+" => ArithmeticOperator.Add,
        "-" => ArithmeticOperator.Subtract,
        "*" => ArithmeticOperator.Multiply,
        "/" => ArithmeticOperator.Divide,
        "%" => ArithmeticOperator.Modulo,
        "^" => ArithmeticOperator.Power,
        _ => null,
    };

    /// <summary>Larger binds tighter.</summary>
    public static int Precedence(this ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add or ArithmeticOperator.Subtract => 1,
        ArithmeticOperator.Power => 3,
        _ => SignPrecedence,
    };

    public static double Apply(this ArithmeticOperator op, double left, double right) => op switch
    {
        ArithmeticOperator.Add => left + right,
        ArithmeticOperator.Subtract => left - right,
        ArithmeticOperator.Multiply => left * right,
        ArithmeticOperator.Divide => left / right,
        ArithmeticOperator.Modulo => left % right,
        _ => Math.Pow(left, right),
    };
}
